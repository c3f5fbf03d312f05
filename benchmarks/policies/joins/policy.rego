package bench.joins

# Joins of collections: columns with glossary terms, models with owners, sources with contracts.

unknown_terms contains {"column": column.id, "term": column.term} if {
	some column in input.columns
	not known_term(column.term)
}

known_term(term) if {
	some entry in input.glossary
	entry.name == term
}

owners contains {"model": model.name, "owner": person.mail} if {
	some model in input.models
	some person in input.people
	person.id == model.owner
	person.active
}

by_domain := {domain: names |
	some domain in input.domains
	names := [model.name | some model in input.models; model.domain == domain]
}

sensitive contains model.name if {
	some model in input.models
	some column in input.columns
	column.model == model.name
	some entry in input.glossary
	entry.name == column.term
	entry.sensitivity == "high"
}

duplicates contains name if {
	some i, name in input.names
	some j, other in input.names
	i < j
	name == other
}

decision := {
	"unknown_terms": unknown_terms,
	"owners": count(owners),
	"by_domain": by_domain,
	"sensitive": sensitive,
	"duplicates": duplicates,
}
