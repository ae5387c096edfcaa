// Written by `npm run types` from schemas with the digest 07ae95e2a5f4c293152d0dd99e93054cdafcf15e3f6d8da5a3de97bb9c6e5c98.
// What follows has the digest 0af271f491905bf1dc6a69a876aa5f96862bd6132eb238eda93ea1e631d25938.

export interface paths {
    "/advise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What to do, to avoid and to know now */
        post: operations["advise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The state with answers added, to store */
        post: operations["answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is wrong with a rule pack, and what probably is */
        post: operations["check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Drafts of the messages to send */
        post: operations["drafts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Why a rule holds or does not, and when it could */
        post: operations["explain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the service works, with its version and rule packs */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A calendar file of what will be advised */
        post: operations["ics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same state as an event log, to show and to change */
        post: operations["log"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A picture of what will be advised */
        post: operations["picture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What will be advised, and when */
        post: operations["plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The questions whose answers would change the advice */
        post: operations["questions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules, in the order of the pack */
        get: operations["rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/{rule}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One rule, with everything that it uses */
        get: operations["rule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/advise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The advice on all applications of a search */
        post: operations["search_advise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The search with answers added, to store */
        post: operations["search_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Drafts of the messages to send for a search */
        post: operations["search_drafts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Why a rule holds or does not for an application of a search, and when it could */
        post: operations["search_explain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A calendar file of what will be advised on a search */
        post: operations["search_ics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same search with event logs, to show and to change */
        post: operations["search_log"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A picture of what will be advised on a search */
        post: operations["search_picture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What will be advised on a search, and when */
        post: operations["search_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The questions about the applications of a search */
        post: operations["search_questions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which rules hold, which give their advice, and when */
        post: operations["status"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/table": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The advice for every row of a table */
        post: operations["table"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The outcomes of the tests of a rule pack, and their coverage */
        post: operations["test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Activity
         * @description An activity for the job search as a whole, at `at`.
         */
        Activity: {
            /**
             * @description When it happened: an instant, or a date if the time of day is unknown.
             * @example 2026-11-19
             * @example 2026-11-19T14:00:00+01:00
             */
            at: string;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description What the candidate did for the search.
             * @enum {string}
             */
            kind: "application" | "boards" | "networking" | "mentor";
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
        };
        /**
         * AdviceDraft
         * @description A draft, with the rule and the action that it belongs to.
         *
         *     `application` is the name of the application in a search; it is empty for advice on the search
         *     as a whole, and for a request about one application. `mailto` is a link that opens the message
         *     in a mail program.
         */
        AdviceDraft: {
            /** Action */
            action: string;
            /** Application */
            application: string;
            draft: components["schemas"]["DraftRecord"];
            /** Mailto */
            mailto: string;
            /** Rule */
            rule: string;
            /** Title */
            title: string;
        };
        /**
         * AdviceRecord
         * @description One piece of advice.
         *
         *     `id` identifies the rule that gives the advice, `action` the advised action. The advice is
         *     given from `since` until `until`, exclusive; either is null if the window is open on that side
         *     or was left out. `due` is the local day of the recommended deadline, `due_at` its instant if the
         *     hour matters; each is null otherwise.
         */
        AdviceRecord: {
            /**
             * @description The advised action, by which an app recognizes the advice; several rules can advise the same.
             * @example follow-up
             */
            action: string;
            /** @description The rules behind the advice, with the facts they used; empty if left out. */
            because: components["schemas"]["ReasonRecord"][];
            /** @description The first of `drafts`; null if there is none. */
            draft: components["schemas"]["DraftRecord"] | null;
            /** @description Drafts of messages, one for each person to write to. */
            drafts: components["schemas"]["DraftRecord"][];
            /** @description The local day of the recommended deadline; null if there is none. */
            due: string | null;
            /** @description The instant of the recommended deadline if its hour matters; null otherwise. */
            due_at: string | null;
            /** @description The id of the rule that gives the advice. */
            id: string;
            /**
             * @description Whether the advice is something to do, to avoid, or to know.
             * @enum {string}
             */
            kind: "do" | "avoid" | "know";
            /** @description The start of the interval around now in which the advice is given; null if it has no start, or was left out. */
            since: string | null;
            /** @description What the advice rests on. */
            source: components["schemas"]["SourceRecord"];
            /** @description The advice in a few sentences. */
            text: string;
            /** @description The advice in one line. */
            title: string;
            /** @description The end of the interval around now in which the advice is given, exclusive; null if it has no end, or was left out. */
            until: string | null;
        };
        /**
         * AdviseRequest
         * @description A request for a report on one application.
         */
        AdviseRequest: {
            /**
             * Include
             * @description The parts of the report to compute, by default all of them.
             * @default null
             * @example [
             *       "windows",
             *       "drafts"
             *     ]
             */
            include?: ("windows" | "reasons" | "drafts" | "assumptions" | "questions")[] | null;
            /**
             * Now
             * @description The moment to advise on, by default the current time of the service: a date with a time, in the zone of the state or search unless it has an offset.
             * @default null
             * @example 2026-11-25 12:00
             * @example 2026-11-25T12:00:00+01:00
             */
            now?: string | null;
            state: components["schemas"]["InterviewState"];
        };
        /**
         * AnswerRequest
         * @description Answers to add to a state, by the ids of their questions.
         */
        AnswerRequest: {
            /**
             * Answers
             * @description What a form posts for each question, by the id of the question. An empty answer is left out; `unknown` sets the question aside until something changes.
             * @example {
             *       "decision_date": "2026-11-27"
             *     }
             */
            answers: {
                [key: string]: unknown;
            };
            /**
             * Now
             * @description The moment to advise on, by default the current time of the service: a date with a time, in the zone of the state or search unless it has an offset.
             * @default null
             * @example 2026-11-25 12:00
             * @example 2026-11-25T12:00:00+01:00
             */
            now?: string | null;
            state: components["schemas"]["InterviewState"];
        };
        /**
         * AssumptionRecord
         * @description An assumption that affects the advice: the fact or field it concerns, and its wording.
         */
        AssumptionRecord: {
            /** @description The name of the fact or of the field of the state. */
            fact: string;
            /** @description The assumption in one sentence. */
            text: string;
        };
        /**
         * Away
         * @description An absence of the contact, announced at `at`; `until` is its last day, if known.
         */
        Away: {
            /**
             * @description When the absence became known.
             * @example 2026-11-19
             * @example 2026-11-19T14:00:00+01:00
             */
            at: string;
            /**
             * @description The name of the person who is away; null if unknown.
             * @default null
             * @example Ms. Okafor
             */
            contact?: string | null;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description The role of the person involved; use `recruiter` or `agency` for someone who acts between candidate and employer; null if unknown.
             * @default null
             */
            role?: ("manager" | "interviewer" | "recruiter" | "agency" | "hr" | "referee") | null;
            /**
             * @description The last day of the absence; null if unknown.
             * @default null
             * @example 2026-12-04
             */
            until?: string | null;
        };
        /**
         * BarRecord
         * @description A period of uninterrupted advice in a plan, with the deadline that it has at its end.
         */
        BarRecord: {
            /** @description The local day of the recommended deadline in this period; null if there is none. */
            due: string | null;
            /** @description The instant of the recommended deadline if its hour matters; null otherwise. */
            due_at: string | null;
            /**
             * Format: date-time
             * @description The start of the period.
             */
            since: string;
            /** @description The end of the period, exclusive; null if it has no end. */
            until: string | null;
        };
        /**
         * CalledOff
         * @description A round that was missed or called off at `at`; `date` is when it was to take place.
         *
         *     Without `date`, it is the next round that had been arranged by then; if none is ahead, `missed`
         *     means the last one.
         */
        CalledOff: {
            /**
             * @description When the round was missed or called off.
             * @example 2026-11-19
             * @example 2026-11-19T14:00:00+01:00
             */
            at: string;
            /**
             * @description The date of the round; null for the next one that had been arranged by `at`.
             * @default null
             * @example 2026-11-25
             * @example 2026-11-25T15:00:00+01:00
             */
            date?: string | null;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description What became of the round.
             * @enum {string}
             */
            how: "missed" | "cancelled" | "rescheduling";
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description The role of the person involved; use `recruiter` or `agency` for someone who acts between candidate and employer; null if unknown.
             * @default null
             */
            role?: ("manager" | "interviewer" | "recruiter" | "agency" | "hr" | "referee") | null;
        };
        /**
         * Check
         * @description A step of a check: references, a background check, or requested materials.
         *
         *     `due` is the day by which the check ends or the materials are wanted.
         */
        Check: {
            /**
             * @description When it happened: an instant, or a date if the time of day is unknown.
             * @example 2026-11-19
             * @example 2026-11-19T14:00:00+01:00
             */
            at: string;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description The day by which the check ends or the materials are wanted; null if unknown.
             * @default null
             * @example 2026-11-25
             * @example 2026-11-25T15:00:00+01:00
             */
            due?: string | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description The step of the check.
             * @enum {string}
             */
            kind: "references-requested" | "references-checked" | "background-check" | "materials-requested" | "materials-sent";
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description The role of the person involved; use `recruiter` or `agency` for someone who acts between candidate and employer; null if unknown.
             * @default null
             */
            role?: ("manager" | "interviewer" | "recruiter" | "agency" | "hr" | "referee") | null;
        };
        /**
         * CheckRequest
         * @description A rule pack to check.
         */
        CheckRequest: {
            /**
             * Pack
             * @description The pack, in YAML. It can extend bundled packs.
             * @example pack: our-rules
             *     extends: in-practice
             */
            pack: string;
        };
        /**
         * ChoiceRecord
         * @description One answer to choose: the value to send, and its label.
         */
        ChoiceRecord: {
            /** @description The answer in words, for a form. */
            label: string;
            /** @description The answer to send. */
            value: string;
        };
        /**
         * ChoiceValue
         * @description The value of a choice.
         */
        ChoiceValue: {
            /**
             * @description The type of the fact. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "choice";
            /** @description The choice. */
            value: string;
        };
        /**
         * CountValue
         * @description The value of a count.
         */
        CountValue: {
            /**
             * @description The type of the fact. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "count";
            /** @description The number. */
            value: number;
        };
        /**
         * CoverageAnswer
         * @description What the tests reach in the pack.
         *
         *     `percent` is the leaf coverage. Each leaf has two outcomes to cover: true and false.
         */
        CoverageAnswer: {
            /** Leaves Never False */
            leaves_never_false: components["schemas"]["LeafAnswer"][];
            /** Leaves Never True */
            leaves_never_true: components["schemas"]["LeafAnswer"][];
            /** Pack */
            pack: string;
            /** Percent */
            percent: number;
            /** Rules Always Held */
            rules_always_held: string[];
            /** Rules Never Held */
            rules_never_held: string[];
        };
        /**
         * Deadline
         * @description The deadline `date` for answering an offer, stated on `said_on`, if that is known.
         */
        Deadline: {
            /**
             * @description The last day on which to answer the offer, or the instant by which to do so.
             * @example 2026-11-25
             * @example 2026-11-25T15:00:00+01:00
             */
            date: string;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description When the employer stated the date; null if unknown.
             * @default null
             * @example 2026-11-19
             * @example 2026-11-19T15:00:00+01:00
             */
            said_on?: string | null;
        };
        /**
         * DraftRecord
         * @description A draft of a message to send.
         *
         *     `to` is the name of the addressee, null if it is unknown, and `role` the part they play.
         *     `channel` is how they last wrote or were written to, `email` if that is not recorded. `body`
         *     is not wrapped, so that it can be pasted anywhere, and has an empty line between two paragraphs.
         *
         *     Two lists say what is not filled in. `missing` has the names that the draft uses and the state
         *     lacks, such as `candidate`; the text has a general phrase or a blank in their place. `blanks`
         *     has the blanks, such as `[your name]`, that the candidate fills in before sending.
         */
        DraftRecord: {
            /** @description The blanks in brackets that are still to be filled in before sending. */
            blanks: string[];
            /** @description The text of the message, not wrapped, with an empty line between paragraphs. */
            body: string;
            /**
             * @description How the addressee last wrote or was written to; email if that is not recorded.
             * @enum {string}
             */
            channel: "email" | "phone" | "post" | "card" | "message" | "linkedin" | "portal";
            /** @description The names that the draft uses and the state lacks; the text has a general phrase or a blank in brackets in their place. */
            missing: string[];
            /**
             * @description The part that the addressee plays.
             * @enum {string}
             */
            role: "interviewer" | "agency" | "recruiter" | "hr";
            /** @description The subject of the message. */
            subject: string;
            /** @description The name of the addressee; null if unknown. */
            to: string | null;
        };
        /**
         * DraftsAnswer
         * @description Drafts of the messages that the advice suggests, in the order of the advice.
         */
        DraftsAnswer: {
            /** Drafts */
            drafts: components["schemas"]["AdviceDraft"][];
        };
        /**
         * ErrorDetail
         * @description One problem with a request.
         *
         *     `pointer` is the place in the body as a JSON Pointer (RFC 6901) in a URI fragment, empty if the
         *     problem is not in one place. `code` stays the same between versions; `detail` and `hint` are for
         *     people.
         */
        ErrorDetail: {
            /**
             * Code
             * @default
             */
            code: string;
            /** Detail */
            detail: string;
            /**
             * Hint
             * @default
             */
            hint: string;
            /**
             * Pointer
             * @default
             */
            pointer: string;
        };
        /**
         * Event
         * @description One entry of an event log.
         *
         *     `at` is the moment of the event: an instant, a date if the time of day is unknown, or `null` if
         *     the moment was not recorded, which is accepted only for events that mainly state a date. `zone`
         *     is the time zone of a round, if it was stated in a zone other than the candidate's; `place` is
         *     where it takes place, and `link` the address of a video call. `elsewhere` marks events of
         *     another employer; `other_role` names the role of events about another role at the same employer.
         *     `id` and `meta` are for your own use, and kept unchanged. Events that are equal in every field
         *     except `meta` count once. A name with a dot, such as `flat.viewed`, is that of an event that a
         *     pack declares: it needs `at`, and can only be about this application.
         */
        Event: {
            /**
             * @description The `action` of the advice that was done or snoozed; null for other events.
             * @default null
             * @example follow-up
             */
            advice?: string | null;
            /**
             * @description True if the candidate asked for the date, false if the employer offered it; null if unknown.
             * @default null
             */
            asked?: boolean | null;
            /**
             * @description When it happened: an instant, or a date if the time of day is unknown; null if unknown, which only an event that states or arranges a date allows.
             * @example 2026-11-19
             * @example 2026-11-19T14:00:00+01:00
             */
            at: string | null;
            /**
             * @description How the message was sent; null if unknown.
             * @default null
             */
            channel?: ("email" | "phone" | "post" | "card" | "in-person" | "message" | "video" | "linkedin" | "portal") | null;
            /**
             * @description The name of the person at the employer whom the event concerns; null if unknown.
             * @default null
             * @example Ms. Okafor
             */
            contact?: string | null;
            /**
             * @description The date that the event names, such as a decision date or a deadline; null if it names none.
             * @default null
             * @example 2026-11-25
             * @example 2026-11-25T15:00:00+01:00
             */
            date?: string | null;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description The first day of the range that ends on `date`; null if a single date was stated.
             * @default null
             * @example 2026-11-23
             */
            earliest?: string | null;
            /**
             * @description True if the event concerns another employer.
             * @default false
             */
            elsewhere?: boolean;
            /**
             * @description The name of the other employer, to tell several apart; null if there is no need.
             * @default null
             * @example Birch Logistics
             */
            employer?: string | null;
            /**
             * @description When the round ends; null if unknown.
             * @default null
             * @example 2026-11-19T15:00:00+01:00
             */
            end?: string | null;
            /**
             * @description What happened.
             * @example interview
             * @example flat.viewed
             */
            event: ("interview" | "phone-screen" | "test-taken" | "interview-scheduled" | "missed-interview" | "interview-cancelled" | "reschedule-requested" | "decision-date-set" | "decision-date-changed" | "no-decision-date" | "next-step-date-set" | "not-before-date" | "contact-date-set" | "silence-means-no" | "decision-meeting" | "paperwork-date-set" | "start-date-changed" | "holiday" | "thank-you-sent" | "thank-you-not-sent" | "thank-you-failed" | "thank-you-reply" | "follow-up-sent" | "hr-contacted" | "contact-failed" | "contact-update" | "contact-away" | "chance-contact" | "call-missed" | "question-received" | "question-answered" | "reply-received" | "auto-reply-received" | "third-party-info" | "positive-signal" | "contact-left" | "posting-relisted" | "position-on-hold" | "rejection" | "references-requested" | "references-checked" | "background-check" | "materials-requested" | "materials-sent" | "informal-offer" | "verbal-offer" | "conditional-offer" | "firm-offer" | "written-offer" | "counter-offer-made" | "notice-given" | "notice-withdrawn" | "offer-deadline" | "offer-accepted" | "offer-declined" | "offer-withdrawn" | "other-offer" | "other-offer-deadline" | "withdrawn" | "interest-lost" | "mistake-noticed" | "correction-sent" | "application-sent" | "boards-searched" | "networking-attended" | "mentor-consulted" | "advice-done" | "advice-set-aside") | `${string}.${string}`;
            /**
             * @description An id of your own, null for none; events that are equal in every field except `meta` count once.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description The names of the people who took part in the round, or will.
             * @default []
             * @example [
             *       "Ms. Okafor",
             *       "Mr. Reyes"
             *     ]
             */
            interviewers?: string[];
            /**
             * @description The kind of round that `interview-scheduled` arranges; null for an interview.
             * @default null
             */
            kind?: ("interview" | "phone-screen" | "test") | null;
            /**
             * @description The web address of the video call; null if there is none.
             * @default null
             * @example https://meet.example/abc
             */
            link?: string | null;
            /**
             * @description Whether the caller of a missed call left a message; null if unknown.
             * @default null
             */
            message?: boolean | null;
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description The name of another role at the same employer, if the event concerns that role; null otherwise.
             * @default null
             * @example Data Engineer
             */
            other_role?: string | null;
            /**
             * @description Where the round takes place; null if unknown.
             * @default null
             * @example 12 Harbor Street, room 4
             */
            place?: string | null;
            /**
             * @description The role of the person involved; use `recruiter` or `agency` for someone who acts between candidate and employer; null if unknown.
             * @default null
             */
            role?: ("manager" | "interviewer" | "recruiter" | "agency" | "hr" | "referee") | null;
            /**
             * @description The IANA time zone in which the times of the round were stated; null for the candidate's.
             * @default null
             * @example Europe/London
             */
            zone?: string | null;
        };
        /**
         * ExplainRequest
         * @description A request for the reason why a rule holds, or does not.
         */
        ExplainRequest: {
            /**
             * Now
             * @description The moment to advise on, by default the current time of the service: a date with a time, in the zone of the state or search unless it has an offset.
             * @default null
             * @example 2026-11-25 12:00
             * @example 2026-11-25T12:00:00+01:00
             */
            now?: string | null;
            /**
             * Rule
             * @description The id of a rule, or an action.
             * @example contact-hr
             */
            rule: string;
            state: components["schemas"]["InterviewState"];
        };
        /**
         * ExplanationRecord
         * @description An explanation of why a rule holds or does not hold at a moment, and when it could hold.
         *
         *     `given` is true if the rule gives its advice. `hidden` is true if the advice is done or snoozed
         *     or, in a search, if the rules of the search advise its action. `instead` names the rules that
         *     take precedence. If nothing else changes, the rule holds from `earliest` and gives its advice
         *     from `given_from`; each is null if that never happens. `until` is when it stops holding, null if
         *     it does not hold now or never stops. `deciding` lists the tests that decide, `origins` the
         *     places in the state where they found their facts, and `missing` the unknown facts they need.
         */
        ExplanationRecord: {
            /** @description The tests that decide whether the rule holds, in words. */
            deciding: string[];
            /** @description The first instant from now on at which the rule holds if nothing happens; null if never. */
            earliest: string | null;
            /** @description True if the rule gives its advice now. */
            given: boolean;
            /** @description The first instant from now on at which the rule gives its advice if nothing happens; null if never. */
            given_from: string | null;
            /** @description True if the advice is done or snoozed now or, in a search, if the rules of the search advise its action. */
            hidden: boolean;
            /** @description True if the condition of the rule holds now. */
            holds: boolean;
            /** @description The ids of the rules that take precedence, if this rule holds without giving its advice. */
            instead: string[];
            /** @description The names of the unknown facts that the deciding tests need. */
            missing: string[];
            /**
             * Format: date-time
             * @description The instant of the result, in local time with its offset from UTC.
             */
            now: string;
            /**
             * @description Where in the state the deciding tests found their facts, each place once.
             * @default []
             */
            origins: components["schemas"]["OriginRecord"][];
            /**
             * @description The name of the rule pack.
             * @example in-practice
             */
            pack: string;
            /** @description A digest of the rules and their parameters: equal for equal rules. */
            pack_digest: string;
            /**
             * @description The id of the rule.
             * @example follow-up
             */
            rule: string;
            /**
             * @description The version of the layout of the result.
             * @constant
             */
            schema_version: 2;
            /** @description What the rule rests on. */
            source: components["schemas"]["SourceRecord"];
            /** @description A digest of the state: equal for equal states. */
            state: string;
            /** @description The condition of the rule, part by part. */
            tree: components["schemas"]["PartRecord"];
            /** @description The instant until which the rule holds, exclusive; null if it does not hold, or holds without end. */
            until: string | null;
            /**
             * @description The versions of this library, of the time zone data and, with a country, of the holidays, by name.
             * @example {
             *       "interview-rules": "0.3.0",
             *       "tzdata": "2026a"
             *     }
             */
            versions: {
                [key: string]: string;
            };
        };
        /**
         * FailureAnswer
         * @description Why a test failed, with the explanation of the rule in question as text, if there is one.
         */
        FailureAnswer: {
            /** Explanation */
            explanation: string;
            /** Message */
            message: string;
        };
        /**
         * FindingAnswer
         * @description A finding in a pack or its tests.
         *
         *     An `error` prevents loading them, unless it is about an entry under `accept`; a `warning` does
         *     not.
         *
         *     `file` is `pack.yaml`, `pack.tests.yaml`, or the name of a bundled pack that the pack extends.
         *     Line 0 stands for the whole file. `fixable` is true if `fix` is safe.
         */
        FindingAnswer: {
            /** Code */
            code: string;
            /** Column */
            column: number;
            /** File */
            file: string;
            fix: components["schemas"]["FixAnswer"] | null;
            /** Fixable */
            fixable: boolean;
            /** Hint */
            hint: string;
            /**
             * Level
             * @enum {string}
             */
            level: "error" | "warning";
            /** Line */
            line: number;
            /** Message */
            message: string;
        };
        /**
         * FindingsAnswer
         * @description The findings of a check, in order of position; empty if nothing was found.
         */
        FindingsAnswer: {
            /** Findings */
            findings: components["schemas"]["FindingAnswer"][];
        };
        /**
         * FixAnswer
         * @description Edits that fix a finding; `safety` is `safe`, or `unsafe` if a person has to review them.
         */
        FixAnswer: {
            /** Edits */
            edits: components["schemas"]["TextEdit"][];
            /** Message */
            message: string;
            /** Safety */
            safety: string;
        };
        /**
         * FlagValue
         * @description The value of a flag.
         */
        FlagValue: {
            /**
             * @description The type of the fact. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "flag";
            /** @description True or false. */
            value: boolean;
        };
        /**
         * Hold
         * @description A hold on the position, announced at `at` and lasting until `until`, if known.
         */
        Hold: {
            /**
             * @description When the hold was announced.
             * @example 2026-11-19
             * @example 2026-11-19T14:00:00+01:00
             */
            at: string;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description The role of the person involved; use `recruiter` or `agency` for someone who acts between candidate and employer; null if unknown.
             * @default null
             */
            role?: ("manager" | "interviewer" | "recruiter" | "agency" | "hr" | "referee") | null;
            /**
             * @description The day until which the position is on hold; null if unknown.
             * @default null
             * @example 2026-12-04
             */
            until?: string | null;
        };
        /**
         * IcsRequest
         * @description A request for the calendar file of a plan for one application.
         */
        IcsRequest: {
            /**
             * Alarms
             * @description Whether entries ring, or how long before: `day before`, `2 hours before`.
             * @default true
             * @example [
             *       "day before"
             *     ]
             */
            alarms?: boolean | string[];
            /**
             * Assume
             * @description What happens: nothing but what is recorded (`silence`), the candidate acts on the advice (`follow advice`), an imagined event, or a list of these.
             * @default silence
             * @example follow advice
             */
            assume?: ("silence" | "follow advice") | components["schemas"]["Event"] | (("silence" | "follow advice") | components["schemas"]["Event"])[];
            /**
             * Now
             * @description The moment to advise on, by default the current time of the service: a date with a time, in the zone of the state or search unless it has an offset.
             * @default null
             * @example 2026-11-25 12:00
             * @example 2026-11-25T12:00:00+01:00
             */
            now?: string | null;
            /**
             * Previous
             * @description The last calendar file, which the new one continues: what no longer applies is cancelled.
             * @default null
             */
            previous?: string | null;
            state: components["schemas"]["InterviewState"];
            /**
             * Todos
             * @description Whether actions are to-dos instead of events.
             * @default false
             */
            todos?: boolean;
            /**
             * Until
             * @description The end of the plan: a day, which is included, or a moment. By default, the plan of one application ends when the advice no longer changes, and that of a search after eight weeks.
             * @default null
             * @example 2026-12-31
             */
            until?: string | null;
        };
        /**
         * InterviewState
         * @description The state of one application, as far as the candidate knows it. All fields are optional.
         *
         *     A state holds a snapshot (`rounds`, `dates`, `follow_ups`, ...), an event log (`events`), or
         *     both. An entry has the moment at which it happened or was stated, unless only the date that it
         *     states is known. Entries after the `now` of a call have no effect yet, except that rounds count
         *     as upcoming. Times without an offset are in `timezone` (default: UTC). Business days follow
         *     `country` and `subdivision`, with the codes of the `holidays` package, or `free_days` and
         *     `weekend` (Monday is 0). `facts` holds the values of facts that a rule pack declares.
         *     `skip_questions` holds the ids of questions answered with "I do not know", each with a digest of
         *     the state; the questions are asked again once the digest changes. `id` and `meta` are for your
         *     own use; they and `$schema` are kept unchanged, and are not part of the digest.
         */
        InterviewState: {
            /**
             * @description The address of the JSON Schema, for editors; null if there is none.
             * @default null
             * @example urn:interview-rules:schema:state
             */
            $schema?: string | null;
            /**
             * @description What the candidate did for the job search as a whole.
             * @default []
             */
            activities?: components["schemas"]["Activity"][];
            /**
             * @description Absences of the contact.
             * @default []
             */
            away?: components["schemas"]["Away"][];
            /**
             * @description Rounds that were missed, cancelled or to be rescheduled.
             * @default []
             */
            called_off?: components["schemas"]["CalledOff"][];
            /**
             * @description The name of the candidate, to sign drafts of messages; null if unknown.
             * @default null
             * @example Sam Rivera
             */
            candidate?: string | null;
            /**
             * @description References, background checks and requested materials.
             * @default []
             */
            checks?: components["schemas"]["Check"][];
            /**
             * @description The name of the employer; null if unknown.
             * @default null
             * @example Harbor & Finch
             */
            company?: string | null;
            /**
             * @description Shorthand for entries of `dates`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            contact_date?: string | components["schemas"]["StatedDate"] | (string | components["schemas"]["StatedDate"])[] | null;
            /**
             * @description False if the candidate has no contact details for the employer; null if unknown.
             * @default null
             */
            contact_known?: boolean | null;
            /**
             * @description Messages with new contact details or similar, without a question.
             * @default []
             */
            contact_updates?: components["schemas"]["Message"][];
            /**
             * @description The ISO 3166 code of the country whose weekends and public holidays apply; null for a weekend of Saturday and Sunday and no holidays.
             * @default null
             * @example US
             * @example DE
             */
            country?: string | null;
            /**
             * @description Dates that the employer stated, or statements that there is none.
             * @default []
             */
            dates?: components["schemas"]["StatedDate"][];
            /**
             * @description Shorthand for entries of `dates`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            decision_date?: string | components["schemas"]["StatedDate"] | (string | components["schemas"]["StatedDate"])[] | null;
            /**
             * @description Events of other employers.
             * @default []
             */
            elsewhere?: components["schemas"]["Event"][];
            /**
             * @description The kind of employer; a university or a public body decides more slowly; null if unknown.
             * @default null
             */
            employer_kind?: ("company" | "university" | "public") | null;
            /**
             * @description An event log, in any order.
             * @default []
             */
            events?: components["schemas"]["Event"][];
            /**
             * @description The values of facts that a rule pack declares, by name; moments are written as text.
             * @example {
             *       "likes_us": true,
             *       "tests_passed": 2
             *     }
             */
            facts?: {
                [key: string]: boolean | number | string;
            };
            /**
             * @description Attempts to reach the employer that failed.
             * @default []
             */
            failed_attempts?: components["schemas"]["Message"][];
            /**
             * @description Shorthand for entries of `follow_ups`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            follow_up?: string | components["schemas"]["Message"] | (string | components["schemas"]["Message"])[] | null;
            /**
             * @description Messages in which the candidate asked about the status.
             * @default []
             */
            follow_ups?: components["schemas"]["Message"][];
            /**
             * @description The days without work, instead of the public holidays of `country`; null to use those holidays.
             * @default null
             * @example [
             *       "2026-12-24",
             *       "2026-12-25"
             *     ]
             */
            free_days?: string[] | null;
            /**
             * @description Days on which the employer said that it would be closed.
             * @default []
             */
            free_days_named?: components["schemas"]["Word"][];
            /**
             * @description Holds on the position.
             * @default []
             */
            holds?: components["schemas"]["Hold"][];
            /**
             * @description Shorthand for entries of `hr_contacts`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            hr_contacted?: string | components["schemas"]["Message"] | (string | components["schemas"]["Message"])[] | null;
            /**
             * @description Messages in which the candidate asked human resources about the status.
             * @default []
             */
            hr_contacts?: components["schemas"]["Message"][];
            /**
             * @description False if the employer has no human resources department, or it accepts no questions; null if unknown.
             * @default null
             */
            hr_reachable?: boolean | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description Who acts between candidate and employer; null if unknown.
             * @default null
             */
            intermediary?: ("none" | "agency" | "recruiter") | null;
            /**
             * @description True if the candidate already works for the employer; null if unknown.
             * @default null
             */
            internal_candidate?: boolean | null;
            /**
             * @description Shorthand for entries of `rounds`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            interview?: string | components["schemas"]["Round"] | (string | components["schemas"]["Round"])[] | null;
            /**
             * @description The name of the interviewer, for texts and drafts; null if unknown.
             * @default null
             * @example Ms. Okafor
             */
            interviewer?: string | null;
            /**
             * @description Advice that the candidate marked as done or snoozed.
             * @default []
             */
            marks?: components["schemas"]["Mark"][];
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description Shorthand for entries of `dates`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            next_step_date?: string | components["schemas"]["StatedDate"] | (string | components["schemas"]["StatedDate"])[] | null;
            /**
             * @description Shorthand for entries of `dates`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            not_before_date?: string | components["schemas"]["StatedDate"] | (string | components["schemas"]["StatedDate"])[] | null;
            /**
             * @description Shorthand for entries of `offers`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example {
             *       "at": "2026-11-20",
             *       "step": "verbal"
             *     }
             */
            offer?: components["schemas"]["OfferStep"] | components["schemas"]["OfferStep"][] | null;
            /**
             * @description Shorthand for entries of `offer_deadlines`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            offer_deadline?: string | components["schemas"]["Deadline"] | (string | components["schemas"]["Deadline"])[] | null;
            /**
             * @description Deadlines for answering the offer.
             * @default []
             */
            offer_deadlines?: components["schemas"]["Deadline"][];
            /**
             * @description Steps of the offer of this employer, and its outcome.
             * @default []
             */
            offers?: components["schemas"]["OfferStep"][];
            /**
             * @description Shorthand for entries of `holds`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            on_hold?: string | components["schemas"]["Hold"] | (string | components["schemas"]["Hold"])[] | null;
            /**
             * @description The number of other open applications; null if unknown.
             * @default null
             * @example 3
             */
            other_applications?: number | null;
            /**
             * @description Shorthand for entries of `other_offers`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            other_offer?: string | components["schemas"]["Word"] | (string | components["schemas"]["Word"])[] | null;
            /**
             * @description Shorthand for entries of `other_offer_deadlines`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            other_offer_deadline?: string | components["schemas"]["Deadline"] | (string | components["schemas"]["Deadline"])[] | null;
            /**
             * @description Deadlines for answering the offers of other employers.
             * @default []
             */
            other_offer_deadlines?: components["schemas"]["Deadline"][];
            /**
             * @description Offers of other employers.
             * @default []
             */
            other_offers?: components["schemas"]["Word"][];
            /**
             * @description Other things that the candidate did or decided.
             * @default []
             */
            own_steps?: components["schemas"]["OwnStep"][];
            /**
             * @description Shorthand for entries of `dates`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            paperwork_date?: string | components["schemas"]["StatedDate"] | (string | components["schemas"]["StatedDate"])[] | null;
            /**
             * @description Shorthand for entries of `rounds`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            phone_screen?: string | components["schemas"]["Round"] | (string | components["schemas"]["Round"])[] | null;
            /**
             * @description The title of the job; null if unknown.
             * @default null
             * @example Data Analyst
             */
            position?: string | null;
            /**
             * @description Shorthand for entries of `rejections`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            rejection?: string | components["schemas"]["Word"] | (string | components["schemas"]["Word"])[] | null;
            /**
             * @description Rejections by the employer.
             * @default []
             */
            rejections?: components["schemas"]["Word"][];
            /**
             * @description Messages from the employer, and news about it.
             * @default []
             */
            replies?: components["schemas"]["Reply"][];
            /**
             * @description Shorthand for entries of `replies`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            reply?: string | components["schemas"]["Reply"] | (string | components["schemas"]["Reply"])[] | null;
            /**
             * @description Interviews, screening calls and tests, past and planned.
             * @default []
             */
            rounds?: components["schemas"]["Round"][];
            /**
             * @description The version of the layout; by default the latest.
             * @default 2
             */
            schema_version?: number;
            /**
             * @description Ids of questions answered with “I do not know”, each with a digest of the state at that time; `answer` writes them.
             * @example {
             *       "intermediary": "5f0c2b7d91a3e846"
             *     }
             */
            skip_questions?: {
                [key: string]: string;
            };
            /**
             * @description Changes of the first working day.
             * @default []
             */
            start_date_changes?: components["schemas"]["Word"][];
            /**
             * @description The code of the part of `country` whose public holidays apply; null for those of the whole country.
             * @default null
             * @example NY
             */
            subdivision?: string | null;
            /**
             * @description Shorthand for entries of `thank_yous`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            thank_you?: string | components["schemas"]["ThankYou"] | (string | components["schemas"]["ThankYou"])[] | null;
            /**
             * @description Thank-you notes, and what became of them.
             * @default []
             */
            thank_yous?: components["schemas"]["ThankYou"][];
            /**
             * @description The IANA time zone of the candidate, in which times without an offset are read; null for UTC.
             * @default null
             * @example America/New_York
             * @example Europe/Berlin
             */
            timezone?: string | null;
            /**
             * @description The days of the week without work, from 0 for Monday to 6 for Sunday; null to use those of `country`, or without it Saturday and Sunday.
             * @default null
             * @example [
             *       5,
             *       6
             *     ]
             */
            weekend?: number[] | null;
            /**
             * @description Withdrawals of the application by the candidate.
             * @default []
             */
            withdrawals?: components["schemas"]["Word"][];
            /**
             * @description Shorthand for entries of `withdrawals`: one or several, each in full or, if that suffices, as a moment; null for none.
             * @example 2026-11-25
             */
            withdrawn?: string | components["schemas"]["Word"] | (string | components["schemas"]["Word"])[] | null;
        };
        /**
         * JobSearch
         * @description All applications of one person, and the activities for the whole search.
         *
         *     `applications` maps names of your choice, such as companies, to states. In a list of states,
         *     each is named by company and position, or else by its number. `events` belong to the person:
         *     activities, and offers of employers that are not among the applications. `timezone` is the
         *     default for applications without one. `country`, `subdivision`, `free_days` and `weekend` are
         *     defaults for applications that have no country, free days or weekend. `id` and `meta` are for
         *     your own use; they and `$schema` are kept unchanged.
         */
        JobSearch: {
            /**
             * @description The address of the JSON Schema, for editors; null if there is none.
             * @default null
             * @example urn:interview-rules:schema:state
             */
            $schema?: string | null;
            /**
             * @description What the candidate did for the job search as a whole.
             * @default []
             */
            activities?: components["schemas"]["Activity"][];
            /** @description The state of each application, by a name of your choice, or in a list, where each is named by company and position or else by its number. */
            applications?: {
                [key: string]: components["schemas"]["InterviewState"];
            } | components["schemas"]["InterviewState"][];
            /**
             * @description The ISO 3166 code of the country for applications that have no country, free days or weekend; null for none.
             * @default null
             * @example US
             * @example DE
             */
            country?: string | null;
            /**
             * @description Events that belong to the person: activities, and offers of employers that are not among the applications.
             * @default []
             */
            events?: components["schemas"]["Event"][];
            /**
             * @description The days without work, instead of the public holidays of `country`; null to use those holidays.
             * @default null
             * @example [
             *       "2026-12-24",
             *       "2026-12-25"
             *     ]
             */
            free_days?: string[] | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description Advice on the search as a whole that the candidate marked as done or snoozed.
             * @default []
             */
            marks?: components["schemas"]["Mark"][];
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description The version of the layout; by default the latest.
             * @default 2
             */
            schema_version?: number;
            /**
             * @description The code of the part of `country` whose public holidays apply; null for those of the whole country.
             * @default null
             * @example NY
             */
            subdivision?: string | null;
            /**
             * @description The IANA time zone for applications without one; null for UTC.
             * @default null
             * @example America/New_York
             * @example Europe/Berlin
             */
            timezone?: string | null;
            /**
             * @description The days of the week without work, from 0 for Monday to 6 for Sunday; null to use those of `country`, or without it Saturday and Sunday.
             * @default null
             * @example [
             *       5,
             *       6
             *     ]
             */
            weekend?: number[] | null;
        };
        JsonValue: unknown;
        /**
         * LeafAnswer
         * @description A leaf of a condition, and its position as text, such as `pack.yaml:5:11`.
         *
         *     `of` is the id of its rule or the name of its definition.
         */
        LeafAnswer: {
            /** At */
            at: string;
            /** Of */
            of: string;
            /** Words */
            words: string;
        };
        /**
         * LogRequest
         * @description A state, in whatever form it is written.
         */
        LogRequest: {
            state: components["schemas"]["InterviewState"];
        };
        /**
         * Mark
         * @description A mark on the advice for the action `advice`: done at `at`, or snoozed from then on.
         *
         *     Snoozed advice is given again from `until`; a date means the start of that day. Without `until`,
         *     it stays snoozed for as long as it applies without interruption.
         */
        Mark: {
            /**
             * @description The `action` of the advice that was done or snoozed.
             * @example follow-up
             */
            advice: string;
            /**
             * @description When the advice was done or snoozed.
             * @example 2026-11-19
             * @example 2026-11-19T14:00:00+01:00
             */
            at: string;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description Whether the advice was done or snoozed.
             * @default done
             * @enum {string}
             */
            how?: "done" | "set-aside";
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description The day or instant at which the snoozed advice is given again; null for as long as it applies without interruption.
             * @default null
             * @example 2026-12-04
             */
            until?: string | null;
        };
        /**
         * Message
         * @description A message that the candidate sent or tried to send.
         */
        Message: {
            /**
             * @description When it happened: an instant, or a date if the time of day is unknown.
             * @example 2026-11-19
             * @example 2026-11-19T14:00:00+01:00
             */
            at: string;
            /**
             * @description How the message was sent; null if unknown.
             * @default null
             */
            channel?: ("email" | "phone" | "post" | "card" | "in-person" | "message" | "video" | "linkedin" | "portal") | null;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description The role of the person involved; use `recruiter` or `agency` for someone who acts between candidate and employer; null if unknown.
             * @default null
             */
            role?: ("manager" | "interviewer" | "recruiter" | "agency" | "hr" | "referee") | null;
            /**
             * @description The name of the person the message was sent to; null if unknown.
             * @default null
             * @example Ms. Okafor
             */
            to?: string | null;
        };
        /**
         * MomentValue
         * @description The value of a moment: its local day and, unless it is the whole day, its instant `at`.
         *
         *     Both are null if the moment is unknown.
         */
        MomentValue: {
            /** @description The instant, in local time with its offset from UTC; null for a whole day and for an unknown moment. */
            at: string | null;
            /** @description The local day; null if the moment is unknown. */
            day: string | null;
            /**
             * @description The type of the fact. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "moment";
        };
        /**
         * OfferStep
         * @description A step of the offer (informal < verbal < conditional < firm < written), or its outcome.
         */
        OfferStep: {
            /**
             * @description When it happened: an instant, or a date if the time of day is unknown.
             * @example 2026-11-19
             * @example 2026-11-19T14:00:00+01:00
             */
            at: string;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description The role of the person involved; use `recruiter` or `agency` for someone who acts between candidate and employer; null if unknown.
             * @default null
             */
            role?: ("manager" | "interviewer" | "recruiter" | "agency" | "hr" | "referee") | null;
            /**
             * @description The step of the offer, or its outcome.
             * @enum {string}
             */
            step: "informal" | "verbal" | "conditional" | "firm" | "written" | "accepted" | "declined" | "withdrawn";
        };
        /**
         * OriginRecord
         * @description A place in a state: its field path, and the event there, if any, with its day or instant.
         */
        OriginRecord: {
            /**
             * @description The instant of the event, in local time with its offset from UTC; null for a whole day or no event.
             * @default null
             */
            at: string | null;
            /**
             * @description The local day of the event; null if unknown or if there is no event.
             * @default null
             */
            day: string | null;
            /**
             * @description The event at this place; empty if the place holds no event.
             * @default
             */
            event: ("" | "interview" | "phone-screen" | "test-taken" | "interview-scheduled" | "missed-interview" | "interview-cancelled" | "reschedule-requested" | "decision-date-set" | "decision-date-changed" | "no-decision-date" | "next-step-date-set" | "not-before-date" | "contact-date-set" | "silence-means-no" | "decision-meeting" | "paperwork-date-set" | "start-date-changed" | "holiday" | "thank-you-sent" | "thank-you-not-sent" | "thank-you-failed" | "thank-you-reply" | "follow-up-sent" | "hr-contacted" | "contact-failed" | "contact-update" | "contact-away" | "chance-contact" | "call-missed" | "question-received" | "question-answered" | "reply-received" | "auto-reply-received" | "third-party-info" | "positive-signal" | "contact-left" | "posting-relisted" | "position-on-hold" | "rejection" | "references-requested" | "references-checked" | "background-check" | "materials-requested" | "materials-sent" | "informal-offer" | "verbal-offer" | "conditional-offer" | "firm-offer" | "written-offer" | "counter-offer-made" | "notice-given" | "notice-withdrawn" | "offer-deadline" | "offer-accepted" | "offer-declined" | "offer-withdrawn" | "other-offer" | "other-offer-deadline" | "withdrawn" | "interest-lost" | "mistake-noticed" | "correction-sent" | "application-sent" | "boards-searched" | "networking-attended" | "mentor-consulted" | "advice-done" | "advice-set-aside") | `${string}.${string}`;
            /**
             * @description The path of the field in the state.
             * @example dates[0].date
             */
            path: string;
        };
        /**
         * OwnStep
         * @description A step of the candidate that has no list of its own, such as correcting a mistake.
         */
        OwnStep: {
            /**
             * @description When it happened: an instant, or a date if the time of day is unknown.
             * @example 2026-11-19
             * @example 2026-11-19T14:00:00+01:00
             */
            at: string;
            /**
             * @description How the message was sent; null if unknown.
             * @default null
             */
            channel?: ("email" | "phone" | "post" | "card" | "in-person" | "message" | "video" | "linkedin" | "portal") | null;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description The role of the person involved; use `recruiter` or `agency` for someone who acts between candidate and employer; null if unknown.
             * @default null
             */
            role?: ("manager" | "interviewer" | "recruiter" | "agency" | "hr" | "referee") | null;
            /**
             * @description What the candidate did or decided.
             * @enum {string}
             */
            step: "answer" | "counter-offer" | "correction" | "mistake-noticed" | "interest-lost" | "notice-given" | "notice-withdrawn";
            /**
             * @description The name of the person the message was sent to; null if unknown.
             * @default null
             * @example Ms. Okafor
             */
            to?: string | null;
        };
        /**
         * PartRecord
         * @description A part of a condition: its words, whether it holds, and its own parts.
         *
         *     A test has no parts; `saw` lists the facts it used. If it compares a moment with now, `changes`
         *     is the next moment at which its value changes while its facts stay the same. `changes` is null
         *     if there is none, and for all other parts. A repeated part is recorded without its own parts.
         */
        PartRecord: {
            /** @description The next instant at which this comparison with now changes if its facts do not; null if there is none, or if this is no such comparison. */
            changes: string | null;
            /** @description True if this part holds now. */
            holds: boolean;
            /**
             * @description What the part is: `all`, `any` or `not` of its parts, a `definition`, a `conclusion`, a `rule` that draws a conclusion, or a `test`.
             * @enum {string}
             */
            kind: "all" | "any" | "not" | "definition" | "conclusion" | "rule" | "test";
            /** @description The parts of this part; empty for a test, and for a part shown before. */
            parts: components["schemas"]["PartRecord"][];
            /** @description The facts that a test used; empty for other parts. */
            saw: components["schemas"]["SawRecord"][];
            /** @description The part in words. */
            words: string;
        };
        /**
         * PlannedEventRecord
         * @description An event within a plan, recorded in the state or `imagined`; `says` is the event in words.
         *
         *     `at` is when it takes place or becomes known. `application` is empty in the plan of a single
         *     application, and for events of the search as a whole.
         */
        PlannedEventRecord: {
            /**
             * @description The name of the application in the search; empty for events of the search as a whole, and in the plan of a single application.
             * @example Harbor & Finch
             */
            application: string;
            /**
             * Format: date-time
             * @description When the event takes place or becomes known, in local time with its offset from UTC.
             */
            at: string;
            /** @description The event as in a log. */
            event: components["schemas"]["Event"];
            /** @description True for an event that the plan adds, false for one in the state. */
            imagined: boolean;
            /** @description The event in words. */
            says: string;
        };
        /**
         * PlannedRecord
         * @description One piece of advice within a plan; its window is that of the stretch.
         */
        PlannedRecord: {
            /**
             * @description The advised action, by which an app recognizes the advice; several rules can advise the same.
             * @example follow-up
             */
            action: string;
            /** @description The local day of the recommended deadline; null if there is none. */
            due: string | null;
            /** @description The instant of the recommended deadline if its hour matters; null otherwise. */
            due_at: string | null;
            /** @description The id of the rule that gives the advice. */
            id: string;
            /**
             * @description Whether the advice is something to do, to avoid, or to know.
             * @enum {string}
             */
            kind: "do" | "avoid" | "know";
            /** @description The advice in a few sentences. */
            text: string;
            /** @description The advice in one line. */
            title: string;
        };
        /**
         * PlanRecord
         * @description The advice to come, as consecutive stretches from `now` to `until`.
         *
         *     `until` is null if the plan has no end. `assumed` names the assumptions, `imagined` lists the
         *     events that the plan adds to the state. `cut_short` is true if the plan reached the limit on
         *     imagined actions and follows the advice no further. `rows` has one row for each piece of advice,
         *     and `happens` lists the events within the plan.
         */
        PlanRecord: {
            /** @description The assumption of the plan about what happens: nothing, or that the candidate follows the advice. */
            assumed: ("silence" | "follow advice")[];
            /** @description True if the plan reached its limit of imagined actions and follows the advice no further. */
            cut_short: boolean;
            /** @description The events within the plan, in chronological order. */
            happens: components["schemas"]["PlannedEventRecord"][];
            /** @description The events that the plan adds to the state. */
            imagined: components["schemas"]["Event"][];
            /**
             * Format: date-time
             * @description The instant of the result, in local time with its offset from UTC.
             */
            now: string;
            /**
             * @description The name of the rule pack.
             * @example in-practice
             */
            pack: string;
            /** @description A digest of the rules and their parameters: equal for equal rules. */
            pack_digest: string;
            /** @description The same advice by piece, in order of first appearance; in a search, the advice on the search as a whole comes first, then that on each application. */
            rows: components["schemas"]["RowRecord"][];
            /**
             * @description The version of the layout of the result.
             * @constant
             */
            schema_version: 2;
            /** @description A digest of the state: equal for equal states. */
            state: string;
            /** @description Consecutive stretches of time with unchanging advice. */
            stretches: components["schemas"]["StretchRecord"][];
            /** @description The end of the plan, exclusive; null if it has no end. */
            until: string | null;
            /**
             * @description The versions of this library, of the time zone data and, with a country, of the holidays, by name.
             * @example {
             *       "interview-rules": "0.3.0",
             *       "tzdata": "2026a"
             *     }
             */
            versions: {
                [key: string]: string;
            };
        };
        /**
         * PlanRequest
         * @description A request for what will be advised, and when, on one application.
         */
        PlanRequest: {
            /**
             * Assume
             * @description What happens: nothing but what is recorded (`silence`), the candidate acts on the advice (`follow advice`), an imagined event, or a list of these.
             * @default silence
             * @example follow advice
             */
            assume?: ("silence" | "follow advice") | components["schemas"]["Event"] | (("silence" | "follow advice") | components["schemas"]["Event"])[];
            /**
             * Now
             * @description The moment to advise on, by default the current time of the service: a date with a time, in the zone of the state or search unless it has an offset.
             * @default null
             * @example 2026-11-25 12:00
             * @example 2026-11-25T12:00:00+01:00
             */
            now?: string | null;
            state: components["schemas"]["InterviewState"];
            /**
             * Until
             * @description The end of the plan: a day, which is included, or a moment. By default, the plan of one application ends when the advice no longer changes, and that of a search after eight weeks.
             * @default null
             * @example 2026-12-31
             */
            until?: string | null;
        };
        /**
         * ProblemDetails
         * @description An error (RFC 9457). `errors` lists what is wrong with the request, at most 100 problems.
         */
        ProblemDetails: {
            /** Detail */
            detail: string;
            /**
             * Errors
             * @default []
             */
            errors: components["schemas"]["ErrorDetail"][];
            /** Status */
            status: number;
            /** Title */
            title: string;
            /**
             * Type
             * @default about:blank
             */
            type: string;
        };
        /**
         * QuestionRecord
         * @description A question whose answer would change the advice.
         *
         *     `id` identifies the question while it is open; use it as the key when you call `answer`. `fact`
         *     is the fact or the field of the state that the question is about, and `path` the place in the
         *     state where the answer goes. Answer a `moment` with one of the choices or a date from `earliest`
         *     to `latest`, with a time of day if `hour` is true. Answer a `count` with a number from `minimum`
         *     to `maximum`, and `names` with a list of up to `maximum` names. A bound that does not exist is
         *     null.
         */
        QuestionRecord: {
            /** @description The answers to choose from; for other types than `choice`, answers besides a typed one. */
            choices: components["schemas"]["ChoiceRecord"][];
            /** @description The first day that an answer may name; null if there is no bound. */
            earliest: string | null;
            /** @description The name of the fact or of the field of the state that the question is about. */
            fact: string;
            /** @description True if the hour of a moment matters. */
            hour: boolean;
            /** @description The id of the question, under which `answer` takes the answer. */
            id: string;
            /** @description The last day that an answer may name; null if there is no bound. */
            latest: string | null;
            /** @description The highest count, or the most names; null if there is no bound. */
            maximum: number | null;
            /** @description The lowest count, or the fewest names; null if there is no bound. */
            minimum: number | null;
            /**
             * @description The path of the field in the state where the answer goes.
             * @example dates[0].date
             */
            path: string;
            /** @description The question. */
            text: string;
            /**
             * @description The type of the answer: a moment, one of `choices`, a list of names, or a count.
             * @enum {string}
             */
            type: "moment" | "choice" | "names" | "count";
        };
        /**
         * QuestionsAnswer
         * @description Questions, most useful first: the best three, or all found if the request sets `all`.
         *
         *     `complete` is false if the search for questions stopped early, so that some may be missing.
         */
        QuestionsAnswer: {
            /** Complete */
            complete: boolean;
            /** Questions */
            questions: components["schemas"]["QuestionRecord"][];
        };
        /**
         * QuestionsRequest
         * @description A request for the questions whose answers would change the advice.
         */
        QuestionsRequest: {
            /**
             * All
             * @description Whether to return all questions instead of the best three.
             * @default false
             */
            all?: boolean;
            /**
             * Now
             * @description The moment to advise on, by default the current time of the service: a date with a time, in the zone of the state or search unless it has an offset.
             * @default null
             * @example 2026-11-25 12:00
             * @example 2026-11-25T12:00:00+01:00
             */
            now?: string | null;
            state: components["schemas"]["InterviewState"];
        };
        /**
         * ReasonRecord
         * @description A rule behind a piece of advice: its condition in words, and the facts it used.
         *
         *     `facts` holds the values of the facts in words. `values` holds them as data, without the facts
         *     that have their default value: unknown, false, the first choice, or zero.
         */
        ReasonRecord: {
            /** @description The values of the facts that the rule used, in words, by name. */
            facts: {
                [key: string]: string;
            };
            /**
             * @description The name of the pack that defines the rule.
             * @example in-practice
             */
            pack: string;
            /**
             * @description The id of the rule.
             * @example follow-up
             */
            rule: string;
            /** @description What the rule rests on. */
            source: components["schemas"]["SourceRecord"];
            /** @description The values of the facts that the rule used, as data, by name, without unknown moments and other default values. */
            values: {
                [key: string]: components["schemas"]["MomentValue"] | components["schemas"]["FlagValue"] | components["schemas"]["ChoiceValue"] | components["schemas"]["CountValue"];
            };
            /** @description The conditions of the rule, all of which hold, in words. */
            words: string[];
        };
        /**
         * Reply
         * @description A message from the employer, or news about it.
         *
         *     Of these, only an answer or a question settles a follow-up. `date` is the new decision date that
         *     an answer names, or the day by which the employer wants a question answered. `message` tells
         *     whether the caller of a missed call left a message.
         */
        Reply: {
            /**
             * @description When it happened: an instant, or a date if the time of day is unknown.
             * @example 2026-11-19
             * @example 2026-11-19T14:00:00+01:00
             */
            at: string;
            /**
             * @description How the message was sent; null if unknown.
             * @default null
             */
            channel?: ("email" | "phone" | "post" | "card" | "in-person" | "message" | "video" | "linkedin" | "portal") | null;
            /**
             * @description The new decision date that an answer names, or the day by which a question is to be answered; null if there is none.
             * @default null
             * @example 2026-11-25
             * @example 2026-11-25T15:00:00+01:00
             */
            date?: string | null;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description The kind of message or news; only `answer` and `question` settle a follow-up.
             * @default answer
             * @enum {string}
             */
            kind?: "answer" | "automatic" | "third-party" | "positive-signal" | "chance" | "relisted" | "question" | "missed-call" | "contact-left";
            /**
             * @description Whether the caller of a missed call left a message; null if unknown.
             * @default null
             */
            message?: boolean | null;
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description The role of the person involved; use `recruiter` or `agency` for someone who acts between candidate and employer; null if unknown.
             * @default null
             */
            role?: ("manager" | "interviewer" | "recruiter" | "agency" | "hr" | "referee") | null;
            /**
             * @description The name of the person who wrote or called; null if unknown.
             * @default null
             * @example Ms. Okafor
             */
            sender?: string | null;
        };
        /**
         * ReportRecord
         * @description The advice at one moment, most urgent first, with assumptions and questions.
         *
         *     `headline` says in one sentence how things stand; it is empty without advice. If nothing
         *     happens, the advice stays the same until `next_change`, which is null if it never changes or was
         *     left out. `pack_digest` and `state` are digests of the rules and of the state: equal for equal
         *     rules and states. `questions_complete` is false if there may be more questions. `warnings` lists
         *     problems that leave parts of the state without effect, such as unknown names. `included` lists
         *     the parts that were computed; a part that was left out is empty or null. `versions` lists the
         *     versions of this library and of the calendar data.
         */
        ReportRecord: {
            /** @description The advice, most urgent first. */
            advice: components["schemas"]["AdviceRecord"][];
            /** @description What the advice assumes, because the state does not say it; in a search, only for the advice on the search as a whole. */
            assumptions: components["schemas"]["AssumptionRecord"][];
            /** @description How things stand, in one sentence; empty if there is no advice. */
            headline: string;
            /** @description The parts of the report that were computed; the others are left empty. */
            included: ("windows" | "reasons" | "drafts" | "assumptions" | "questions")[];
            /** @description The first instant at which the advice changes if nothing happens; null if it never does, or was not computed. */
            next_change: string | null;
            /**
             * Format: date-time
             * @description The instant of the result, in local time with its offset from UTC.
             */
            now: string;
            /**
             * @description The name of the rule pack.
             * @example in-practice
             */
            pack: string;
            /** @description A digest of the rules and their parameters: equal for equal rules. */
            pack_digest: string;
            /** @description Questions whose answers would change the advice, the most useful first. */
            questions: components["schemas"]["QuestionRecord"][];
            /** @description False if there may be more questions, because the search for them stopped early or was left out. */
            questions_complete: boolean;
            /**
             * @description The version of the layout of the result.
             * @constant
             */
            schema_version: 2;
            /**
             * @description Advice that would be given now if the candidate had not snoozed it.
             * @default []
             */
            snoozed: components["schemas"]["SnoozedAdviceRecord"][];
            /** @description A digest of the state: equal for equal states. */
            state: string;
            /**
             * @description The versions of this library, of the time zone data and, with a country, of the holidays, by name.
             * @example {
             *       "interview-rules": "0.3.0",
             *       "tzdata": "2026a"
             *     }
             */
            versions: {
                [key: string]: string;
            };
            /** @description Problems that leave parts of the state without effect, such as unknown names. */
            warnings: components["schemas"]["WarningRecord"][];
        };
        /**
         * Round
         * @description One round: an interview, a screening call or a test.
         *
         *     `date` is the moment of the round: a date, or an instant with an optional `end`; `zone` is the
         *     time zone of these times if it differs from the candidate's. `place` is where the round takes
         *     place, and `link` the address of a video call. A `planned` round is upcoming until its day is
         *     over; any other round, until its moment arrives. If `date` is an instant and `end` is given, a
         *     round of either kind is upcoming until that end. `arranged` is the moment of the invitation to a
         *     planned round.
         */
        Round: {
            /**
             * @description When the invitation to a planned round came; null if unknown.
             * @default null
             * @example 2026-11-16
             * @example 2026-11-16T09:30:00+01:00
             */
            arranged?: string | null;
            /**
             * @description When the round takes place: an instant, or a date if the time of day is unknown; null only for a planned round without a date.
             * @default null
             * @example 2026-11-25
             * @example 2026-11-25T15:00:00+01:00
             */
            date?: string | null;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description When the round ends; null if unknown.
             * @default null
             * @example 2026-11-19T15:00:00+01:00
             */
            end?: string | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description The names of the people who took part in the round, or will.
             * @default []
             * @example [
             *       "Ms. Okafor",
             *       "Mr. Reyes"
             *     ]
             */
            interviewers?: string[];
            /**
             * @description The kind of the round.
             * @default interview
             * @enum {string}
             */
            kind?: "interview" | "phone-screen" | "test";
            /**
             * @description The web address of the video call; null if there is none.
             * @default null
             * @example https://meet.example/abc
             */
            link?: string | null;
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description Where the round takes place; null if unknown.
             * @default null
             * @example 12 Harbor Street, room 4
             */
            place?: string | null;
            /**
             * @description True for a round that was only arranged; any other counts as having taken place once its moment arrives or, for an instant with an `end`, once it ends.
             * @default false
             */
            planned?: boolean;
            /**
             * @description The IANA time zone in which the times of the round were stated; null for the candidate's.
             * @default null
             * @example Europe/London
             */
            zone?: string | null;
        };
        /**
         * RowRecord
         * @description One piece of advice throughout a plan, with the periods in which it is given.
         *
         *     `application` is empty in the plan of a single application, and for the search as a whole.
         */
        RowRecord: {
            /**
             * @description The advised action, by which an app recognizes the advice; several rules can advise the same.
             * @example follow-up
             */
            action: string;
            /**
             * @description The name of the application in the search; empty for the search as a whole, and in the plan of a single application.
             * @example Harbor & Finch
             */
            application: string;
            /** @description The periods in which the advice is given, in chronological order. */
            bars: components["schemas"]["BarRecord"][];
            /** @description The id of the rule that gives the advice. */
            id: string;
            /**
             * @description Whether the advice is something to do, to avoid, or to know.
             * @enum {string}
             */
            kind: "do" | "avoid" | "know";
            /** @description The advice in one line. */
            title: string;
        };
        /**
         * RuleAnswer
         * @description A rule in full, with the definitions, parameters and conclusions that it uses.
         *
         *     Fields that do not apply to the rule are empty.
         */
        RuleAnswer: {
            /** Action */
            action: string;
            /** Again After */
            again_after: string;
            /** Before */
            before: string[];
            /** Concludes */
            concludes: string[];
            /** Conclusions Of Other Rules */
            conclusions_of_other_rules: {
                [key: string]: string;
            };
            /** Definitions */
            definitions: {
                [key: string]: string;
            };
            /** Draft */
            draft: string;
            /** Due */
            due: string;
            /** Id */
            id: string;
            /** Instead Of */
            instead_of: string[];
            /** Kind */
            kind: string;
            /** Not While One Of These Holds */
            not_while_one_of_these_holds: string[];
            /** Order */
            order: string;
            /** Pack */
            pack: string;
            /** Parameters */
            parameters: {
                [key: string]: string;
            };
            /** Recorded As */
            recorded_as: string;
            /** Source */
            source: string;
            /** Text */
            text: string;
            /** Title */
            title: string;
            /** When */
            when: string[];
        };
        /**
         * RulesAnswer
         * @description The rules of a pack in the order of the pack, and the digest of the pack.
         */
        RulesAnswer: {
            /** Digest */
            digest: string;
            /** Pack */
            pack: string;
            /** Rules */
            rules: components["schemas"]["RuleSummary"][];
            /** Title */
            title: string;
        };
        /**
         * RuleStatus
         * @description Whether a rule holds at a moment, and when.
         *
         *     `title` is the template of its advice; it is empty for a rule that only concludes. `given` is
         *     true if its advice is given, from `since` until `until`, exclusive; each is null if the window
         *     is open on that side. If no advice is given, `since` is null, and `until` is the end of the
         *     interval in which the rule holds, null if it does not hold or the interval has no end.
         *     `earliest` is the first moment from now on at which it holds, null if it cannot hold unless
         *     something new happens. `instead` lists the rules that take its place, and `hidden` is true if
         *     it holds, but its advice is done or snoozed.
         */
        RuleStatus: {
            /** Earliest */
            earliest: string | null;
            /** Given */
            given: boolean;
            /** Hidden */
            hidden: boolean;
            /** Holds */
            holds: boolean;
            /** Id */
            id: string;
            /** Instead */
            instead: string[];
            /** Pack */
            pack: string;
            /** Since */
            since: string | null;
            /** Title */
            title: string;
            /** Until */
            until: string | null;
        };
        /**
         * RuleSummary
         * @description A rule in a list; `kind`, `action` and `title` are empty for a rule that only concludes.
         */
        RuleSummary: {
            /** Action */
            action: string;
            /** Concludes */
            concludes: string[];
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Source */
            source: string;
            /** Title */
            title: string;
        };
        /**
         * SawRecord
         * @description A fact that a test used: its value in words and as data, and its origins in the state.
         *
         *     For a computed moment, `fact` is the moment in the rule language, such as `interview + 3 days`,
         *     and `origins` is empty. `known` is false if the value is the default of the fact. `data` is null
         *     only in results of version 0.2 and before.
         */
        SawRecord: {
            /** @description The value as data; null only in results of version 0.2 and before. */
            data: (components["schemas"]["MomentValue"] | components["schemas"]["FlagValue"] | components["schemas"]["ChoiceValue"] | components["schemas"]["CountValue"]) | null;
            /** @description The name of the fact, or a moment computed from facts, in words. */
            fact: string;
            /** @description False if the value is the default: unknown, false, the first choice, or zero. */
            known: boolean;
            /** @description Where the value comes from in the state. */
            origins: components["schemas"]["OriginRecord"][];
            /** @description The value in words. */
            value: string;
        };
        /**
         * SearchAdviceRecord
         * @description One piece of advice within a search, with the name of its application.
         *
         *     The name is empty for advice on the search as a whole.
         */
        SearchAdviceRecord: {
            /**
             * @description The advised action, by which an app recognizes the advice; several rules can advise the same.
             * @example follow-up
             */
            action: string;
            /**
             * @description The name of the application in the search; empty for advice on the search as a whole.
             * @example Harbor & Finch
             */
            application: string;
            /** @description The rules behind the advice, with the facts they used; empty if left out. */
            because: components["schemas"]["ReasonRecord"][];
            /** @description The first of `drafts`; null if there is none. */
            draft: components["schemas"]["DraftRecord"] | null;
            /** @description Drafts of messages, one for each person to write to. */
            drafts: components["schemas"]["DraftRecord"][];
            /** @description The local day of the recommended deadline; null if there is none. */
            due: string | null;
            /** @description The instant of the recommended deadline if its hour matters; null otherwise. */
            due_at: string | null;
            /** @description The id of the rule that gives the advice. */
            id: string;
            /**
             * @description Whether the advice is something to do, to avoid, or to know.
             * @enum {string}
             */
            kind: "do" | "avoid" | "know";
            /** @description The start of the interval around now in which the advice is given; null if it has no start, or was left out. */
            since: string | null;
            /** @description What the advice rests on. */
            source: components["schemas"]["SourceRecord"];
            /** @description The advice in a few sentences. */
            text: string;
            /** @description The advice in one line. */
            title: string;
            /** @description The end of the interval around now in which the advice is given, exclusive; null if it has no end, or was left out. */
            until: string | null;
        };
        /**
         * SearchAdviseRequest
         * @description A request for a report on a whole search.
         */
        SearchAdviseRequest: {
            /**
             * Include
             * @description The parts of the report to compute, by default all of them.
             * @default null
             * @example [
             *       "windows",
             *       "drafts"
             *     ]
             */
            include?: ("windows" | "reasons" | "drafts" | "assumptions" | "questions")[] | null;
            /**
             * Now
             * @description The moment to advise on, by default the current time of the service: a date with a time, in the zone of the state or search unless it has an offset.
             * @default null
             * @example 2026-11-25 12:00
             * @example 2026-11-25T12:00:00+01:00
             */
            now?: string | null;
            search: components["schemas"]["JobSearch"];
        };
        /**
         * SearchAnswerRequest
         * @description Answers to add to the applications of a search.
         */
        SearchAnswerRequest: {
            /**
             * Answers
             * @description The answers for each application, by its name.
             * @example {
             *       "Harbor & Finch": {
             *         "decision_date": "2026-11-27"
             *       }
             *     }
             */
            answers: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /**
             * Now
             * @description The moment to advise on, by default the current time of the service: a date with a time, in the zone of the state or search unless it has an offset.
             * @default null
             * @example 2026-11-25 12:00
             * @example 2026-11-25T12:00:00+01:00
             */
            now?: string | null;
            search: components["schemas"]["JobSearch"];
        };
        /**
         * SearchEvent
         * @description An imagined event of a search: of one application, or else of the search as a whole.
         */
        SearchEvent: {
            /**
             * @description The `action` of the advice that was done or snoozed; null for other events.
             * @default null
             * @example follow-up
             */
            advice?: string | null;
            /**
             * Application
             * @description The name of the application; null for an event of the search as a whole.
             * @default null
             * @example Harbor & Finch
             */
            application?: string | null;
            /**
             * @description True if the candidate asked for the date, false if the employer offered it; null if unknown.
             * @default null
             */
            asked?: boolean | null;
            /**
             * @description When it happened: an instant, or a date if the time of day is unknown; null if unknown, which only an event that states or arranges a date allows.
             * @example 2026-11-19
             * @example 2026-11-19T14:00:00+01:00
             */
            at: string | null;
            /**
             * @description How the message was sent; null if unknown.
             * @default null
             */
            channel?: ("email" | "phone" | "post" | "card" | "in-person" | "message" | "video" | "linkedin" | "portal") | null;
            /**
             * @description The name of the person at the employer whom the event concerns; null if unknown.
             * @default null
             * @example Ms. Okafor
             */
            contact?: string | null;
            /**
             * @description The date that the event names, such as a decision date or a deadline; null if it names none.
             * @default null
             * @example 2026-11-25
             * @example 2026-11-25T15:00:00+01:00
             */
            date?: string | null;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description The first day of the range that ends on `date`; null if a single date was stated.
             * @default null
             * @example 2026-11-23
             */
            earliest?: string | null;
            /**
             * @description True if the event concerns another employer.
             * @default false
             */
            elsewhere?: boolean;
            /**
             * @description The name of the other employer, to tell several apart; null if there is no need.
             * @default null
             * @example Birch Logistics
             */
            employer?: string | null;
            /**
             * @description When the round ends; null if unknown.
             * @default null
             * @example 2026-11-19T15:00:00+01:00
             */
            end?: string | null;
            /**
             * @description What happened.
             * @example interview
             * @example flat.viewed
             */
            event: ("interview" | "phone-screen" | "test-taken" | "interview-scheduled" | "missed-interview" | "interview-cancelled" | "reschedule-requested" | "decision-date-set" | "decision-date-changed" | "no-decision-date" | "next-step-date-set" | "not-before-date" | "contact-date-set" | "silence-means-no" | "decision-meeting" | "paperwork-date-set" | "start-date-changed" | "holiday" | "thank-you-sent" | "thank-you-not-sent" | "thank-you-failed" | "thank-you-reply" | "follow-up-sent" | "hr-contacted" | "contact-failed" | "contact-update" | "contact-away" | "chance-contact" | "call-missed" | "question-received" | "question-answered" | "reply-received" | "auto-reply-received" | "third-party-info" | "positive-signal" | "contact-left" | "posting-relisted" | "position-on-hold" | "rejection" | "references-requested" | "references-checked" | "background-check" | "materials-requested" | "materials-sent" | "informal-offer" | "verbal-offer" | "conditional-offer" | "firm-offer" | "written-offer" | "counter-offer-made" | "notice-given" | "notice-withdrawn" | "offer-deadline" | "offer-accepted" | "offer-declined" | "offer-withdrawn" | "other-offer" | "other-offer-deadline" | "withdrawn" | "interest-lost" | "mistake-noticed" | "correction-sent" | "application-sent" | "boards-searched" | "networking-attended" | "mentor-consulted" | "advice-done" | "advice-set-aside") | `${string}.${string}`;
            /**
             * @description An id of your own, null for none; events that are equal in every field except `meta` count once.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description The names of the people who took part in the round, or will.
             * @default []
             * @example [
             *       "Ms. Okafor",
             *       "Mr. Reyes"
             *     ]
             */
            interviewers?: string[];
            /**
             * @description The kind of round that `interview-scheduled` arranges; null for an interview.
             * @default null
             */
            kind?: ("interview" | "phone-screen" | "test") | null;
            /**
             * @description The web address of the video call; null if there is none.
             * @default null
             * @example https://meet.example/abc
             */
            link?: string | null;
            /**
             * @description Whether the caller of a missed call left a message; null if unknown.
             * @default null
             */
            message?: boolean | null;
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description The name of another role at the same employer, if the event concerns that role; null otherwise.
             * @default null
             * @example Data Engineer
             */
            other_role?: string | null;
            /**
             * @description Where the round takes place; null if unknown.
             * @default null
             * @example 12 Harbor Street, room 4
             */
            place?: string | null;
            /**
             * @description The role of the person involved; use `recruiter` or `agency` for someone who acts between candidate and employer; null if unknown.
             * @default null
             */
            role?: ("manager" | "interviewer" | "recruiter" | "agency" | "hr" | "referee") | null;
            /**
             * @description The IANA time zone in which the times of the round were stated; null for the candidate's.
             * @default null
             * @example Europe/London
             */
            zone?: string | null;
        };
        /**
         * SearchExplainRequest
         * @description A request for the reason why a rule holds, or does not, for one application of a search.
         */
        SearchExplainRequest: {
            /**
             * Application
             * @description The name of the application in the search; empty for the rules of the search as a whole.
             * @default
             * @example Harbor
             */
            application?: string;
            /**
             * Now
             * @description The moment to advise on, by default the current time of the service: a date with a time, in the zone of the state or search unless it has an offset.
             * @default null
             * @example 2026-11-25 12:00
             * @example 2026-11-25T12:00:00+01:00
             */
            now?: string | null;
            /**
             * Rule
             * @description The id of a rule, or an action.
             * @example contact-hr
             */
            rule: string;
            search: components["schemas"]["JobSearch"];
        };
        /**
         * SearchIcsRequest
         * @description A request for the calendar file of a plan for a whole search.
         */
        SearchIcsRequest: {
            /**
             * Alarms
             * @description Whether entries ring, or how long before: `day before`, `2 hours before`.
             * @default true
             * @example [
             *       "day before"
             *     ]
             */
            alarms?: boolean | string[];
            /**
             * Assume
             * @description What happens: nothing but what is recorded (`silence`), the candidate acts on the advice (`follow advice`), an imagined event, or a list of these.
             * @default silence
             * @example follow advice
             */
            assume?: ("silence" | "follow advice") | components["schemas"]["Event"] | (("silence" | "follow advice") | components["schemas"]["Event"])[];
            /**
             * Now
             * @description The moment to advise on, by default the current time of the service: a date with a time, in the zone of the state or search unless it has an offset.
             * @default null
             * @example 2026-11-25 12:00
             * @example 2026-11-25T12:00:00+01:00
             */
            now?: string | null;
            /**
             * Previous
             * @description The last calendar file, which the new one continues: what no longer applies is cancelled.
             * @default null
             */
            previous?: string | null;
            search: components["schemas"]["JobSearch"];
            /**
             * Todos
             * @description Whether actions are to-dos instead of events.
             * @default false
             */
            todos?: boolean;
            /**
             * Until
             * @description The end of the plan: a day, which is included, or a moment. By default, the plan of one application ends when the advice no longer changes, and that of a search after eight weeks.
             * @default null
             * @example 2026-12-31
             */
            until?: string | null;
        };
        /**
         * SearchLogRequest
         * @description A job search, in whatever form it is written.
         */
        SearchLogRequest: {
            search: components["schemas"]["JobSearch"];
        };
        /**
         * SearchPlannedRecord
         * @description One piece of advice within the plan of a search, with the name of its application.
         *
         *     The name is empty for advice on the search as a whole.
         */
        SearchPlannedRecord: {
            /**
             * @description The advised action, by which an app recognizes the advice; several rules can advise the same.
             * @example follow-up
             */
            action: string;
            /**
             * @description The name of the application in the search; empty for advice on the search as a whole.
             * @example Harbor & Finch
             */
            application: string;
            /** @description The local day of the recommended deadline; null if there is none. */
            due: string | null;
            /** @description The instant of the recommended deadline if its hour matters; null otherwise. */
            due_at: string | null;
            /** @description The id of the rule that gives the advice. */
            id: string;
            /**
             * @description Whether the advice is something to do, to avoid, or to know.
             * @enum {string}
             */
            kind: "do" | "avoid" | "know";
            /** @description The advice in a few sentences. */
            text: string;
            /** @description The advice in one line. */
            title: string;
        };
        /**
         * SearchPlanRecord
         * @description The advice to come for a whole search, as consecutive stretches from `now` to `until`.
         *
         *     `packs` names the pack for applications and the pack for the search. `assumed` names the
         *     assumptions. `cut_short` is true if a plan reached the limit on imagined actions and follows
         *     the advice no further.
         */
        SearchPlanRecord: {
            /** @description The assumption of the plan about what happens: nothing, or that the candidate follows the advice. */
            assumed: ("silence" | "follow advice")[];
            /** @description True if the plan reached its limit of imagined actions and follows the advice no further. */
            cut_short: boolean;
            /** @description The events within the plan, in chronological order. */
            happens: components["schemas"]["PlannedEventRecord"][];
            /**
             * Format: date-time
             * @description The instant of the result, in local time with its offset from UTC.
             */
            now: string;
            /** @description Digests of the rules of the two packs, in the order of `packs`. */
            pack_digests: [
                string,
                string
            ];
            /**
             * @description The name of the pack for applications, then that of the pack for the search.
             * @example [
             *       "in-practice",
             *       "job-search"
             *     ]
             */
            packs: [
                string,
                string
            ];
            /** @description The same advice by piece, in order of first appearance; in a search, the advice on the search as a whole comes first, then that on each application. */
            rows: components["schemas"]["RowRecord"][];
            /**
             * @description The version of the layout of the result.
             * @constant
             */
            schema_version: 2;
            /** @description A digest of the search: equal for equal searches. */
            search: string;
            /** @description Consecutive stretches of time with unchanging advice. */
            stretches: components["schemas"]["SearchStretchRecord"][];
            /**
             * Format: date-time
             * @description The end of the plan, exclusive.
             */
            until: string;
            /**
             * @description The versions of this library, of the time zone data and, with a country, of the holidays, by name.
             * @example {
             *       "interview-rules": "0.3.0",
             *       "tzdata": "2026a"
             *     }
             */
            versions: {
                [key: string]: string;
            };
        };
        /**
         * SearchPlanRequest
         * @description A request for what will be advised, and when, on a whole search.
         */
        SearchPlanRequest: {
            /**
             * Assume
             * @description What happens: nothing but what is recorded (`silence`), the candidate acts on the advice (`follow advice`), an imagined event, or a list of these.
             * @default silence
             * @example follow advice
             */
            assume?: ("silence" | "follow advice") | components["schemas"]["SearchEvent"] | (("silence" | "follow advice") | components["schemas"]["SearchEvent"])[];
            /**
             * Now
             * @description The moment to advise on, by default the current time of the service: a date with a time, in the zone of the state or search unless it has an offset.
             * @default null
             * @example 2026-11-25 12:00
             * @example 2026-11-25T12:00:00+01:00
             */
            now?: string | null;
            search: components["schemas"]["JobSearch"];
            /**
             * Until
             * @description The end of the plan: a day, which is included, or a moment. By default, the plan of one application ends when the advice no longer changes, and that of a search after eight weeks.
             * @default null
             * @example 2026-12-31
             */
            until?: string | null;
        };
        /**
         * SearchQuestionRecord
         * @description A question about one application of a search, with the name of the application.
         */
        SearchQuestionRecord: {
            /**
             * @description The name of the application in the search.
             * @example Harbor & Finch
             */
            application: string;
            /** @description The answers to choose from; for other types than `choice`, answers besides a typed one. */
            choices: components["schemas"]["ChoiceRecord"][];
            /** @description The first day that an answer may name; null if there is no bound. */
            earliest: string | null;
            /** @description The name of the fact or of the field of the state that the question is about. */
            fact: string;
            /** @description True if the hour of a moment matters. */
            hour: boolean;
            /** @description The id of the question, under which `answer` takes the answer. */
            id: string;
            /** @description The last day that an answer may name; null if there is no bound. */
            latest: string | null;
            /** @description The highest count, or the most names; null if there is no bound. */
            maximum: number | null;
            /** @description The lowest count, or the fewest names; null if there is no bound. */
            minimum: number | null;
            /**
             * @description The path of the field in the state where the answer goes.
             * @example dates[0].date
             */
            path: string;
            /** @description The question. */
            text: string;
            /**
             * @description The type of the answer: a moment, one of `choices`, a list of names, or a count.
             * @enum {string}
             */
            type: "moment" | "choice" | "names" | "count";
        };
        /**
         * SearchQuestionsAnswer
         * @description The best question about each of up to ten applications, the most urgent application first.
         *
         *     `complete` is false if there may be questions about further applications.
         */
        SearchQuestionsAnswer: {
            /** Complete */
            complete: boolean;
            /** Questions */
            questions: components["schemas"]["SearchQuestionRecord"][];
        };
        /**
         * SearchReportRecord
         * @description The advice across a search at one moment, in order of importance and urgency.
         *
         *     `headline` is that of the application whose advice comes first, after its name if there are
         *     several; of the search as a whole if no application has advice; empty without any advice.
         *     `packs` names the pack for applications and the pack for the search, `pack_digests` holds the
         *     digests of their rules, and `search` is the digest of the search. If nothing happens, the
         *     advice stays the same until `next_change`. `assumptions` are only those of the advice on the
         *     search as a whole, and `questions` has the best question about each of up to ten applications.
         *     The other fields are as in `ReportRecord`.
         */
        SearchReportRecord: {
            /** @description The advice, most urgent first. */
            advice: components["schemas"]["SearchAdviceRecord"][];
            /** @description What the advice assumes, because the state does not say it; in a search, only for the advice on the search as a whole. */
            assumptions: components["schemas"]["AssumptionRecord"][];
            /**
             * @description How things stand, in one sentence; empty if there is no advice.
             * @default
             */
            headline: string;
            /** @description The parts of the report that were computed; the others are left empty. */
            included: ("windows" | "reasons" | "drafts" | "assumptions" | "questions")[];
            /** @description The first instant at which the advice changes if nothing happens; null if it never does, or was not computed. */
            next_change: string | null;
            /**
             * Format: date-time
             * @description The instant of the result, in local time with its offset from UTC.
             */
            now: string;
            /** @description Digests of the rules of the two packs, in the order of `packs`. */
            pack_digests: [
                string,
                string
            ];
            /**
             * @description The name of the pack for applications, then that of the pack for the search.
             * @example [
             *       "in-practice",
             *       "job-search"
             *     ]
             */
            packs: [
                string,
                string
            ];
            /** @description The best question about each of up to ten applications, the most urgent first. */
            questions: components["schemas"]["SearchQuestionRecord"][];
            /** @description False if there may be questions about further applications, because the search for them stopped early or was left out. */
            questions_complete: boolean;
            /**
             * @description The version of the layout of the result.
             * @constant
             */
            schema_version: 2;
            /** @description A digest of the search: equal for equal searches. */
            search: string;
            /**
             * @description Advice that would be given now if the candidate had not snoozed it.
             * @default []
             */
            snoozed: components["schemas"]["SearchSnoozedAdviceRecord"][];
            /**
             * @description The versions of this library, of the time zone data and, with a country, of the holidays, by name.
             * @example {
             *       "interview-rules": "0.3.0",
             *       "tzdata": "2026a"
             *     }
             */
            versions: {
                [key: string]: string;
            };
            /** @description Problems that leave parts of the state without effect, such as unknown names. */
            warnings: components["schemas"]["WarningRecord"][];
        };
        /**
         * SearchRequest
         * @description A job search, and the moment to advise on.
         */
        SearchRequest: {
            /**
             * Now
             * @description The moment to advise on, by default the current time of the service: a date with a time, in the zone of the state or search unless it has an offset.
             * @default null
             * @example 2026-11-25 12:00
             * @example 2026-11-25T12:00:00+01:00
             */
            now?: string | null;
            search: components["schemas"]["JobSearch"];
        };
        /**
         * SearchSnoozedAdviceRecord
         * @description Snoozed advice within a search, with the name of its application.
         *
         *     The name is empty for advice on the search as a whole. The paths in `entries` begin in the state
         *     of the application or, if the name is empty, in the search.
         */
        SearchSnoozedAdviceRecord: {
            /**
             * @description The advised action, by which an app recognizes the advice; several rules can advise the same.
             * @example follow-up
             */
            action: string;
            /**
             * @description The name of the application in the search; empty for advice on the search as a whole.
             * @example Harbor & Finch
             */
            application: string;
            /** @description The paths of the entries that snooze the advice, such as events[2]: without them, it is given now. */
            entries: string[];
            /** @description The id of the rule that gives the advice. */
            id: string;
            /**
             * @description Whether the advice is something to do, to avoid, or to know.
             * @enum {string}
             */
            kind: "do" | "avoid" | "know";
            /** @description The advice in one line. */
            title: string;
            /** @description The instant from which on the advice is given again; null if it stays snoozed for as long as it applies without interruption. */
            until: string | null;
        };
        /**
         * SearchStretchRecord
         * @description A stretch of a search plan with unchanging advice, from `since` until `until`, exclusive.
         */
        SearchStretchRecord: {
            /** @description The advice, most urgent first. */
            advice: components["schemas"]["SearchPlannedRecord"][];
            /**
             * Format: date-time
             * @description The instant from which on this applies.
             */
            since: string;
            /**
             * Format: date-time
             * @description The end of the stretch, exclusive.
             */
            until: string;
        };
        /**
         * SnoozedAdviceRecord
         * @description Advice that would be given now if it were not snoozed.
         *
         *     It is given again at `until`, null if it stays snoozed for as long as it applies without
         *     interruption. `entries` are the paths of the entries that snooze it, such as `events[2]`:
         *     without them, it is given now.
         */
        SnoozedAdviceRecord: {
            /**
             * @description The advised action, by which an app recognizes the advice; several rules can advise the same.
             * @example follow-up
             */
            action: string;
            /** @description The paths of the entries that snooze the advice, such as events[2]: without them, it is given now. */
            entries: string[];
            /** @description The id of the rule that gives the advice. */
            id: string;
            /**
             * @description Whether the advice is something to do, to avoid, or to know.
             * @enum {string}
             */
            kind: "do" | "avoid" | "know";
            /** @description The advice in one line. */
            title: string;
            /** @description The instant from which on the advice is given again; null if it stays snoozed for as long as it applies without interruption. */
            until: string | null;
        };
        /**
         * SourceRecord
         * @description What the advice rests on: a section of the article, or the reason given instead.
         */
        SourceRecord: {
            /**
             * @description The reason, for a rule that does not rest on the article; otherwise empty.
             * @default
             */
            rests_on: string;
            /**
             * @description The section of the article; empty for a rule that does not rest on it.
             * @default
             */
            section: string;
            /**
             * @description The pack that wrote the title or the text, if another pack wrote the rule and its source; otherwise empty.
             * @default
             */
            words_of: string;
        };
        /**
         * StatedDate
         * @description A date that the employer stated, or the statement that there is none.
         *
         *     `said_on` is the moment of the statement. Without it, the date counts as known at all times, and
         *     as stated in the latest round up to that date. `earliest` is the start of a range that ends on
         *     `date`. `asked` is True if the candidate asked for the date, and None if that is unknown.
         */
        StatedDate: {
            /**
             * @description True if the candidate asked for the date, false if the employer offered it; null if unknown.
             * @default null
             */
            asked?: boolean | null;
            /**
             * @description The date that was stated; null only for the kinds `changed` and `none`.
             * @default null
             * @example 2026-11-25
             * @example 2026-11-25T15:00:00+01:00
             */
            date?: string | null;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description The first day of the range that ends on `date`; null if a single date was stated.
             * @default null
             * @example 2026-11-23
             */
            earliest?: string | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description What the employer said about the date, or that there is none.
             * @default decision
             * @enum {string}
             */
            kind?: "decision" | "changed" | "none" | "next-step" | "not-before" | "contact" | "paperwork" | "silence-means-no" | "meeting";
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description The role of the person involved; use `recruiter` or `agency` for someone who acts between candidate and employer; null if unknown.
             * @default null
             */
            role?: ("manager" | "interviewer" | "recruiter" | "agency" | "hr" | "referee") | null;
            /**
             * @description When the employer stated it; null if unknown, which the kind `none` does not allow.
             * @default null
             * @example 2026-11-19
             * @example 2026-11-19T15:00:00+01:00
             */
            said_on?: string | null;
        };
        /**
         * StateRequest
         * @description A state, and the moment to advise on.
         */
        StateRequest: {
            /**
             * Now
             * @description The moment to advise on, by default the current time of the service: a date with a time, in the zone of the state or search unless it has an offset.
             * @default null
             * @example 2026-11-25 12:00
             * @example 2026-11-25T12:00:00+01:00
             */
            now?: string | null;
            state: components["schemas"]["InterviewState"];
        };
        /**
         * StatusAnswer
         * @description The status of every rule of a pack, in the order of the pack.
         */
        StatusAnswer: {
            /** Rules */
            rules: components["schemas"]["RuleStatus"][];
        };
        /**
         * StretchRecord
         * @description A stretch of a plan with unchanging advice, from `since` until `until`, exclusive.
         */
        StretchRecord: {
            /** @description The advice, most urgent first. */
            advice: components["schemas"]["PlannedRecord"][];
            /**
             * Format: date-time
             * @description The start of the stretch.
             */
            since: string;
            /** @description The end of the stretch, exclusive; null if it has no end. */
            until: string | null;
        };
        /**
         * TestAnswer
         * @description The outcome of a test at one of its moments; `line` is where the test begins.
         */
        TestAnswer: {
            /** Failures */
            failures: components["schemas"]["FailureAnswer"][];
            /** File */
            file: string;
            /** Line */
            line: number;
            /** Name */
            name: string;
            /**
             * Now
             * Format: date-time
             */
            now: string;
            /** Passed */
            passed: boolean;
        };
        /**
         * TestRequest
         * @description A rule pack and its tests, to run them.
         */
        TestRequest: {
            /**
             * Pack
             * @description The pack, in YAML. It can extend bundled packs.
             * @example pack: our-rules
             *     extends: in-practice
             */
            pack: string;
            /**
             * Tests
             * @description The tests, in YAML, without `rules`.
             */
            tests: string;
        };
        /**
         * TestsAnswer
         * @description The outcomes of the tests of a pack, and their coverage.
         *
         *     `findings` lists the errors of the pack or, if it has none, of the tests; with any, no test runs
         *     and `coverage` is null.
         */
        TestsAnswer: {
            coverage: components["schemas"]["CoverageAnswer"] | null;
            /** Findings */
            findings: components["schemas"]["FindingAnswer"][];
            /** Tests */
            tests: components["schemas"]["TestAnswer"][];
        };
        /**
         * TextEdit
         * @description The text to write from `start` up to, but not including, `end`.
         */
        TextEdit: {
            end: components["schemas"]["TextPosition"];
            start: components["schemas"]["TextPosition"];
            /** Text */
            text: string;
        };
        /**
         * TextPosition
         * @description A position in the text of a pack. Lines and columns count from 1.
         */
        TextPosition: {
            /** Column */
            column: number;
            /** Line */
            line: number;
        };
        /**
         * ThankYou
         * @description A thank-you note for the latest round before `at`, and what became of it.
         */
        ThankYou: {
            /**
             * @description When it happened: an instant, or a date if the time of day is unknown.
             * @example 2026-11-19
             * @example 2026-11-19T14:00:00+01:00
             */
            at: string;
            /**
             * @description How the message was sent; null if unknown.
             * @default null
             */
            channel?: ("email" | "phone" | "post" | "card" | "in-person" | "message" | "video" | "linkedin" | "portal") | null;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description Whether the note was sent, arrived and was answered.
             * @default sent
             * @enum {string}
             */
            outcome?: "sent" | "not-sent" | "failed" | "answered";
            /**
             * @description The role of the person involved; use `recruiter` or `agency` for someone who acts between candidate and employer; null if unknown.
             * @default null
             */
            role?: ("manager" | "interviewer" | "recruiter" | "agency" | "hr" | "referee") | null;
            /**
             * @description The name of the person the message was sent to; null if unknown.
             * @default null
             * @example Ms. Okafor
             */
            to?: string | null;
        };
        /**
         * WarningRecord
         * @description A problem that leaves a part of the state without effect, such as an unknown name.
         *
         *     `place` holds the steps to that part of the state: names of fields, and positions in lists.
         */
        WarningRecord: {
            /** @description How to fix it; empty if there is nothing to suggest. */
            hint: string;
            /** @description What is wrong. */
            message: string;
            /**
             * @description The steps to that part of the state: names of fields, and positions in lists.
             * @example [
             *       "facts",
             *       "likes_us"
             *     ]
             */
            place: (string | number)[];
        };
        /**
         * Word
         * @description News at `at`, with the `date` that it names, if any.
         */
        Word: {
            /**
             * @description When it happened: an instant, or a date if the time of day is unknown.
             * @example 2026-11-19
             * @example 2026-11-19T14:00:00+01:00
             */
            at: string;
            /**
             * @description The date that the news names; null if it names none.
             * @default null
             * @example 2026-11-25
             * @example 2026-11-25T15:00:00+01:00
             */
            date?: string | null;
            /**
             * @description A note in your own words, without effect on the advice; null for none.
             * @default null
             * @example They sounded pleased.
             */
            detail?: string | null;
            /**
             * @description Your own id, which is kept unchanged; null for none.
             * @default null
             * @example 17
             */
            id?: string | null;
            /**
             * @description Your own data as JSON, which is kept unchanged; null for none.
             * @default null
             * @example {
             *       "source": "mail 17"
             *     }
             */
            meta?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /**
             * @description The role of the person involved; use `recruiter` or `agency` for someone who acts between candidate and employer; null if unknown.
             * @default null
             */
            role?: ("manager" | "interviewer" | "recruiter" | "agency" | "hr" | "referee") | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    advise: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "include": [
                 *         "windows",
                 *         "drafts",
                 *         "questions"
                 *       ],
                 *       "now": "2026-11-20 12:00",
                 *       "state": {
                 *         "company": "Harbor & Finch",
                 *         "country": "US",
                 *         "decision_date": "2026-11-25",
                 *         "interview": "2026-11-19"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["AdviseRequest"];
            };
        };
        responses: {
            /** @description What to do, to avoid and to know now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportRecord"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    answer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "answers": {
                 *         "contact_known": "yes"
                 *       },
                 *       "now": "2026-11-20 12:00",
                 *       "state": {
                 *         "company": "Harbor & Finch",
                 *         "country": "US",
                 *         "decision_date": "2026-11-25",
                 *         "interview": "2026-11-19"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["AnswerRequest"];
            };
        };
        responses: {
            /** @description The state with answers added, to store */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterviewState"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pack": "pack: our-rules\nextends: in-practice\nset:\n  reply_wait: 5 business days\n"
                 *     }
                 */
                "application/json": components["schemas"]["CheckRequest"];
            };
        };
        responses: {
            /** @description What is wrong with a rule pack, and what probably is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingsAnswer"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    drafts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "now": "2026-11-20 12:00",
                 *       "state": {
                 *         "company": "Harbor & Finch",
                 *         "country": "US",
                 *         "decision_date": "2026-11-25",
                 *         "interview": "2026-11-19"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["StateRequest"];
            };
        };
        responses: {
            /** @description Drafts of the messages to send */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftsAnswer"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    explain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "now": "2026-11-20 12:00",
                 *       "rule": "contact-hr",
                 *       "state": {
                 *         "company": "Harbor & Finch",
                 *         "country": "US",
                 *         "decision_date": "2026-11-25",
                 *         "interview": "2026-11-19"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ExplainRequest"];
            };
        };
        responses: {
            /** @description Why a rule holds or does not, and when it could */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplanationRecord"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the service works, with its version and rule packs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        digest: string;
                        pack: string;
                        search_pack: string;
                        status: string;
                        version: string;
                    };
                };
            };
        };
    };
    ics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "alarms": [
                 *         "day before"
                 *       ],
                 *       "now": "2026-11-20 12:00",
                 *       "state": {
                 *         "company": "Harbor & Finch",
                 *         "country": "US",
                 *         "decision_date": "2026-11-25",
                 *         "interview": "2026-11-19"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["IcsRequest"];
            };
        };
        responses: {
            /** @description A calendar file of what will be advised */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    log: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "state": {
                 *         "company": "Harbor & Finch",
                 *         "country": "US",
                 *         "decision_date": "2026-11-25",
                 *         "interview": "2026-11-19"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["LogRequest"];
            };
        };
        responses: {
            /** @description The same state as an event log, to show and to change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterviewState"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    picture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "assume": "follow advice",
                 *       "now": "2026-11-20 12:00",
                 *       "state": {
                 *         "company": "Harbor & Finch",
                 *         "country": "US",
                 *         "decision_date": "2026-11-25",
                 *         "interview": "2026-11-19"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PlanRequest"];
            };
        };
        responses: {
            /** @description A picture of what will be advised */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "assume": "follow advice",
                 *       "now": "2026-11-20 12:00",
                 *       "state": {
                 *         "company": "Harbor & Finch",
                 *         "country": "US",
                 *         "decision_date": "2026-11-25",
                 *         "interview": "2026-11-19"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PlanRequest"];
            };
        };
        responses: {
            /** @description What will be advised, and when */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanRecord"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    questions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "all": true,
                 *       "now": "2026-11-20 12:00",
                 *       "state": {
                 *         "company": "Harbor & Finch",
                 *         "country": "US",
                 *         "decision_date": "2026-11-25",
                 *         "interview": "2026-11-19"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["QuestionsRequest"];
            };
        };
        responses: {
            /** @description The questions whose answers would change the advice */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionsAnswer"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rules, in the order of the pack */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulesAnswer"];
                };
            };
        };
    };
    rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example assume-filled */
                rule: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One rule, with everything that it uses */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleAnswer"];
                };
            };
            /** @description There is no such rule. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    search_advise: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "now": "2026-11-23 09:00",
                 *       "search": {
                 *         "applications": {
                 *           "Birch": {
                 *             "offer": {
                 *               "at": "2026-11-20",
                 *               "step": "written"
                 *             },
                 *             "offer_deadline": "2026-11-27"
                 *           },
                 *           "Harbor": {
                 *             "decision_date": "2026-11-30",
                 *             "interview": "2026-11-19"
                 *           }
                 *         },
                 *         "country": "US"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SearchAdviseRequest"];
            };
        };
        responses: {
            /** @description The advice on all applications of a search */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchReportRecord"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    search_answer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "answers": {
                 *         "Harbor": {
                 *           "thank_you": "2026-11-20"
                 *         }
                 *       },
                 *       "now": "2026-11-23 09:00",
                 *       "search": {
                 *         "applications": {
                 *           "Birch": {
                 *             "offer": {
                 *               "at": "2026-11-20",
                 *               "step": "written"
                 *             },
                 *             "offer_deadline": "2026-11-27"
                 *           },
                 *           "Harbor": {
                 *             "decision_date": "2026-11-30",
                 *             "interview": "2026-11-19"
                 *           }
                 *         },
                 *         "country": "US"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SearchAnswerRequest"];
            };
        };
        responses: {
            /** @description The search with answers added, to store */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobSearch"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    search_drafts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "now": "2026-11-23 09:00",
                 *       "search": {
                 *         "applications": {
                 *           "Birch": {
                 *             "offer": {
                 *               "at": "2026-11-20",
                 *               "step": "written"
                 *             },
                 *             "offer_deadline": "2026-11-27"
                 *           },
                 *           "Harbor": {
                 *             "decision_date": "2026-11-30",
                 *             "interview": "2026-11-19"
                 *           }
                 *         },
                 *         "country": "US"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SearchRequest"];
            };
        };
        responses: {
            /** @description Drafts of the messages to send for a search */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftsAnswer"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    search_explain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "application": "Harbor",
                 *       "now": "2026-11-23 09:00",
                 *       "rule": "follow-up",
                 *       "search": {
                 *         "applications": {
                 *           "Birch": {
                 *             "offer": {
                 *               "at": "2026-11-20",
                 *               "step": "written"
                 *             },
                 *             "offer_deadline": "2026-11-27"
                 *           },
                 *           "Harbor": {
                 *             "decision_date": "2026-11-30",
                 *             "interview": "2026-11-19"
                 *           }
                 *         },
                 *         "country": "US"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SearchExplainRequest"];
            };
        };
        responses: {
            /** @description Why a rule holds or does not for an application of a search, and when it could */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplanationRecord"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    search_ics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "now": "2026-11-23 09:00",
                 *       "search": {
                 *         "applications": {
                 *           "Birch": {
                 *             "offer": {
                 *               "at": "2026-11-20",
                 *               "step": "written"
                 *             },
                 *             "offer_deadline": "2026-11-27"
                 *           },
                 *           "Harbor": {
                 *             "decision_date": "2026-11-30",
                 *             "interview": "2026-11-19"
                 *           }
                 *         },
                 *         "country": "US"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SearchIcsRequest"];
            };
        };
        responses: {
            /** @description A calendar file of what will be advised on a search */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    search_log: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "search": {
                 *         "applications": {
                 *           "Birch": {
                 *             "offer": {
                 *               "at": "2026-11-20",
                 *               "step": "written"
                 *             },
                 *             "offer_deadline": "2026-11-27"
                 *           },
                 *           "Harbor": {
                 *             "decision_date": "2026-11-30",
                 *             "interview": "2026-11-19"
                 *           }
                 *         },
                 *         "country": "US"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SearchLogRequest"];
            };
        };
        responses: {
            /** @description The same search with event logs, to show and to change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobSearch"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    search_picture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "now": "2026-11-23 09:00",
                 *       "search": {
                 *         "applications": {
                 *           "Birch": {
                 *             "offer": {
                 *               "at": "2026-11-20",
                 *               "step": "written"
                 *             },
                 *             "offer_deadline": "2026-11-27"
                 *           },
                 *           "Harbor": {
                 *             "decision_date": "2026-11-30",
                 *             "interview": "2026-11-19"
                 *           }
                 *         },
                 *         "country": "US"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SearchPlanRequest"];
            };
        };
        responses: {
            /** @description A picture of what will be advised on a search */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    search_plan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "now": "2026-11-23 09:00",
                 *       "search": {
                 *         "applications": {
                 *           "Birch": {
                 *             "offer": {
                 *               "at": "2026-11-20",
                 *               "step": "written"
                 *             },
                 *             "offer_deadline": "2026-11-27"
                 *           },
                 *           "Harbor": {
                 *             "decision_date": "2026-11-30",
                 *             "interview": "2026-11-19"
                 *           }
                 *         },
                 *         "country": "US"
                 *       },
                 *       "until": "2026-12-31"
                 *     }
                 */
                "application/json": components["schemas"]["SearchPlanRequest"];
            };
        };
        responses: {
            /** @description What will be advised on a search, and when */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchPlanRecord"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    search_questions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "now": "2026-11-23 09:00",
                 *       "search": {
                 *         "applications": {
                 *           "Birch": {
                 *             "offer": {
                 *               "at": "2026-11-20",
                 *               "step": "written"
                 *             },
                 *             "offer_deadline": "2026-11-27"
                 *           },
                 *           "Harbor": {
                 *             "decision_date": "2026-11-30",
                 *             "interview": "2026-11-19"
                 *           }
                 *         },
                 *         "country": "US"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SearchRequest"];
            };
        };
        responses: {
            /** @description The questions about the applications of a search */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchQuestionsAnswer"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "now": "2026-11-20 12:00",
                 *       "state": {
                 *         "company": "Harbor & Finch",
                 *         "country": "US",
                 *         "decision_date": "2026-11-25",
                 *         "interview": "2026-11-19"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["StateRequest"];
            };
        };
        responses: {
            /** @description Which rules hold, which give their advice, and when */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusAnswer"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    table: {
        parameters: {
            query?: {
                country?: string;
                form?: "wide" | "long";
                keep?: string[];
                now?: string;
                subdivision?: string;
                timezone?: string;
                windows?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.apache.parquet": string;
                /**
                 * @example interview,decision_date,country
                 *     2026-11-19,2026-11-25,US
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description The advice for every row of a table */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apache.parquet": string;
                    "text/csv": string;
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    test: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pack": "pack: our-rules\nextends: in-practice\nset:\n  reply_wait: 5 business days\n",
                 *       "tests": "timezone: UTC\ntests:\n  - name: After five business days without a reply, assume that the job is filled.\n    state: {interview: 2026-11-19, decision_date: 2026-11-25}\n    now: 2026-12-03 12:00\n    expect: assume-filled\n"
                 *     }
                 */
                "application/json": components["schemas"]["TestRequest"];
            };
        };
        responses: {
            /** @description The outcomes of the tests of a rule pack, and their coverage */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestsAnswer"];
                };
            };
            /** @description The body ended too early, or a query parameter is invalid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The media type of the body is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is invalid; `errors` lists what is wrong with it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description An internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The service lacks an optional library. */
            501: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The work took too long, or too many requests are waiting. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
}
