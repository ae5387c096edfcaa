/** The picture of a plan, which is wider than a phone. */

import { useEffect, useState } from "preact/hooks";

interface PictureProps {
  svg: string;
  label: string;
}

/** Show a picture as a file, so that its style does not meet that of the page. */
export function Picture({ svg, label }: PictureProps) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    setAddress(url);
    return () => URL.revokeObjectURL(url);
  }, [svg]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls the wide picture
    <section class="picture" aria-label={label} tabIndex={0}>
      {address && <img src={address} alt="" />}
    </section>
  );
}
