package dev.bylaw.rego;

import dev.bylaw.rego.internal.eval.Observer;
import dev.bylaw.rego.internal.eval.Probe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects the places that evaluations reach, as OPA counts them: an expression once it is evaluated, the head of a rule
 * once the rule has a solution.
 */
final class CoverageObserver implements Observer {
    private final Set<Probe> seen = new HashSet<>();

    @Override
    public void event(Event event, Probe probe, Value[] slots) {
        boolean reached = probe.kind() == Probe.Kind.RULE ? event == Event.EXIT : event == Event.EVAL;
        if (reached && probe.kind() != Probe.Kind.BODY) {
            seen.add(probe);
        }
    }

    Coverage report(List<RegoModule> modules) {
        Map<String, TreeSet<Coverage.Range>> reached = new TreeMap<>();
        for (Probe probe : seen) {
            reached.computeIfAbsent(probe.at().file(), file -> new TreeSet<>()).add(Coverage.Range.of(probe.at()));
        }
        SortedMap<String, Coverage.Lines> files = new TreeMap<>();
        for (RegoModule module : modules) {
            TreeSet<Coverage.Range> covered = reached.getOrDefault(module.file(), new TreeSet<>());
            List<Coverage.Range> all = CoverablePlaces.of(module.source());
            TreeSet<Coverage.Range> missed = new TreeSet<>();
            for (Coverage.Range place : all) {
                if (covered.stream().noneMatch(range -> range.contains(place))) {
                    missed.add(place);
                }
            }
            files.put(module.file(), Coverage.Lines.of(new ArrayList<>(covered), new ArrayList<>(missed)));
        }
        return new Coverage(files);
    }
}
