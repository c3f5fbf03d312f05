package bench.clauses

# A function of many clauses, chains of else, defaults and arithmetic: scores of products.

weight("discoverable") := 3

weight("addressable") := 2

weight("trustworthy") := 5

weight("self-describing") := 3

weight("secure") := 8

weight("interoperable") := 2

kind(finding) := "blocker" if {
	finding.severity == "error"
	finding.principle == "secure"
} else := "major" if {
	finding.severity == "error"
} else := "minor" if {
	finding.severity == "warning"
} else := "note"

factor("blocker") := 10

factor("major") := 4

factor("minor") := 1

default factor(_) := 0

score[product] := total if {
	some product, findings in input.findings
	total := sum([points |
		some finding in findings
		points := weight(finding.principle) * factor(kind(finding))
	])
}

grade(points) := "A" if points < 20

grade(points) := "B" if {
	points >= 20
	points < 60
}

grade(points) := "C" if {
	points >= 60
	points < 120
}

grade(points) := "D" if points >= 120

grades[product] := grade(points) if {
	some product, points in score
}

default verdict := "pass"

verdict := "fail" if {
	some product, _ in input.findings
	grades[product] == "D"
}

average := round(sum([points | some points in score]) / count(score))

decision := {"grades": grades, "verdict": verdict, "average": average, "worst": max([points | some points in score])}
