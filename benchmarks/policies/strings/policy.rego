package bench.strings

# Text: paths, mail addresses, versions, templates, cleaned up and compared.

normal(text) := replace(lower(trim_space(text)), " ", "_")

parts(path) := split(trim(path, "/"), "/")

contacts[domain] contains user if {
	some person in input.people
	[user, domain] := split(lower(person.mail), "@")
}

folders[folder] := count(files) if {
	some folder in {parts(path)[0] | some path in input.paths}
	files := [path | some path in input.paths; parts(path)[0] == folder]
}

odd contains path if {
	some path in input.paths
	name := parts(path)[count(parts(path)) - 1]
	stem := substring(name, 0, indexof(name, "."))
	normal(stem) != stem
}

long contains substring(person.name, 0, 12) if {
	some person in input.people
	count(person.name) > 12
}

initials contains concat("", [upper(substring(word, 0, 1)) | some word in split(person.name, " ")]) if {
	some person in input.people
}

links := {title: link |
	some path in input.paths
	title := strings.replace_n({"/": " > ", "_": " ", ".sql": ""}, path)
	link := sprintf("%s/%s?v=%d", [input.base, path, count(path)])
}

mentions contains path if {
	some path in input.paths
	strings.any_suffix_match(path, [".sql", ".yml"])
	contains(path, "customer")
}

decision := {
	"contacts": contacts,
	"folders": folders,
	"odd": odd,
	"long": long,
	"initials": count(initials),
	"links": count(links),
	"mentions": count(mentions),
}
