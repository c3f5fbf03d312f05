# METADATA
# title: Texts
# description: Values of checked files as texts that can be compared, shown and pointed at.
package bylaw.lib.texts

_longest_shown := 60

# METADATA
# description: A text in lower case and without blanks around it; undefined for what is no text
lowered(value) := lower(trim_space(value)) if is_string(value)

# METADATA
# description: The texts among the values, in lower case
all_lowered(values) := {lowered(value) | some value in values}

# METADATA
# description: A value that says nothing, whatever it stands for
is_empty(value) if is_null(value)

is_empty(value) if value in {[], {}}

is_empty(value) if {
	is_string(value)
	trim_space(value) == ""
}

# METADATA
# description: A value as messages show it, cut where it is long
shown(value) := _cut(sprintf("'%v'", [value])) if is_string(value)

shown(value) := _cut(sprintf("%v", [value])) if not is_string(value)

# METADATA
# description: A name as a step of a JSON pointer
step(name) := replace(replace(name, "~", "~0"), "/", "~1")

# METADATA
# description: A JSON pointer of these steps
pointer(steps) := concat("", [concat("", ["/", step(name)]) | some name in steps])

_cut(text) := text if count(text) <= _longest_shown

_cut(text) := concat("", [substring(text, 0, _longest_shown - 3), "..."]) if count(text) > _longest_shown
