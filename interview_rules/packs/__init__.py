"""Rule packs: YAML files, layered and checked, to a RulePack."""
