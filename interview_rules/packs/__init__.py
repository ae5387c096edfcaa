"""Rule packs: YAML files, merged in layers, checked, and turned into a RulePack."""
