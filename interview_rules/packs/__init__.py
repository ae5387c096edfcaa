"""Rule packs: YAML files, merged in layers and checked, become a RulePack."""
