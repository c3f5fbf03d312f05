package bench.figures

# Counting and summing: costs by domain and month, budgets, outliers, ranges.

domains := {entry.domain | some entry in input.costs}

months := {entry.month | some entry in input.costs}

total[domain] := sum([entry.amount | some entry in input.costs; entry.domain == domain]) if {
	some domain in domains
}

monthly[domain][month] := amount if {
	some domain in domains
	some month in months
	amount := sum([entry.amount | some entry in input.costs; entry.domain == domain; entry.month == month])
}

over contains sprintf("%s spends %d of %d", [domain, total[domain], budget]) if {
	some domain, budget in input.budgets
	total[domain] > budget
}

growing contains domain if {
	some domain in domains
	every i in numbers.range(1, 11) {
		monthly[domain][sprintf("%02d", [i + 1])] * 100 >= monthly[domain][sprintf("%02d", [i])] * 60
	}
}

outliers contains entry.id if {
	some entry in input.costs
	entry.amount > 3 * (total[entry.domain] / count(months)) / 30
}

decision := {"total": total, "over": over, "growing": growing, "outliers": count(outliers)}
