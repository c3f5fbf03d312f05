package bench.replaced

# A rule that is asked about many inputs, and about other settings than those in force.

allowed if {
	input.role in data.policies[input.action].roles
	not blocked
}

blocked if {
	some block in data.policies[input.action].blocks
	block.team == input.team
}

denied contains request.id if {
	some request in input.requests
	not allowed with input as request
}

stricter contains request.id if {
	some request in input.requests
	allowed with input as request
	not allowed with input as request with data.policies.read.roles as ["admin"]
}

decision := {"denied": denied, "stricter": stricter}
