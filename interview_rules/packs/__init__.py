"""Rule packs: YAML, layered and checked, becomes a RulePack."""
