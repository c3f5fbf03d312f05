package bench.sets

# Grants as they are and as they should be: sets of some thousand members, their differences and unions.

actual contains [grant.principal, grant.object, privilege] if {
	some grant in input.grants
	some privilege in grant.privileges
}

wanted contains [principal, item.object, privilege] if {
	some item in input.entitlements
	some principal in members[item.group]
	some privilege in item.privileges
}

members[group] contains principal if {
	some group, principals in input.groups
	some principal in principals
}

surplus := actual - wanted

missing := wanted - actual

both := actual & wanted

principals := {principal | some [principal, _, _] in actual | wanted}

unused_groups := {group | some group, _ in input.groups} - {item.group | some item in input.entitlements}

everyone := union({{principal | some principal in principals_of_group} | some principals_of_group in input.groups})

decision := {
	"surplus": surplus,
	"missing": count(missing),
	"both": count(both),
	"principals": count(principals),
	"unused": unused_groups,
	"outside": principals - everyone,
}
