package dev.bylaw.rules.test;

import dev.bylaw.rego.Mutation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What tests made of planted faults.
 *
 * @param faults every fault that was tried, by module and place
 */
public record MutationReport(List<Fault> faults) {
    private static final double PERCENT = 100.0;

    /**
     * A fault that was planted.
     *
     * @param module the id of the rule, or the package of a library
     * @param mutation the fault
     * @param foundBy the first test that failed; empty where none did
     */
    public record Fault(String module, Mutation mutation, Optional<String> foundBy) {
        /** Checks that nothing is missing. */
        public Fault {
            Objects.requireNonNull(module, "module is null");
            Objects.requireNonNull(mutation, "mutation is null");
            Objects.requireNonNull(foundBy, "foundBy is null");
        }
    }

    /** Copies the list. */
    public MutationReport {
        faults = List.copyOf(faults);
    }

    /** {@return the faults that no test found} */
    public List<Fault> survivors() {
        return faults.stream().filter(fault -> fault.foundBy().isEmpty()).toList();
    }

    /** {@return how many faults a test found} */
    public int found() {
        return faults.size() - survivors().size();
    }

    /** {@return the share of faults that a test found, in percent; 100 where there is none} */
    public double percent() {
        return faults.isEmpty() ? PERCENT : PERCENT * found() / faults.size();
    }

    /**
     * Asserts that the tests find faults.
     *
     * @param percent the least share of them
     * @return this
     * @throws AssertionError if they find less, or no fault was planted; with all that were not found
     */
    public MutationReport requireFound(double percent) {
        if (faults.isEmpty() || percent() < percent) {
            throw new AssertionError(String.format(
                    Locale.ROOT,
                    "the tests find %d of %d planted faults (%.1f %%), expected %.1f %%%n%s",
                    found(),
                    faults.size(),
                    percent(),
                    percent,
                    this));
        }
        return this;
    }

    /** {@return a table of what was found by module and kind, and every fault that was not} */
    @Override
    public String toString() {
        Map<String, List<Fault>> modules = new LinkedHashMap<>();
        faults.forEach(fault -> modules.computeIfAbsent(fault.module(), module -> new ArrayList<>())
                .add(fault));
        int width = modules.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder(pad("", width));
        for (Mutation.Kind kind : Mutation.Kind.values()) {
            text.append(pad("  " + name(kind), COLUMN));
        }
        text.append("  all\n");
        modules.forEach((module, own) -> text.append(row(pad(module, width), own)));
        text.append(row(pad("all", width), faults));
        for (Fault fault : survivors()) {
            text.append("not found: ")
                    .append(name(fault.mutation().kind()))
                    .append(' ')
                    .append(fault.mutation())
                    .append('\n');
        }
        return text.toString();
    }

    private static final int COLUMN = 12;

    private static String row(String name, List<Fault> own) {
        StringBuilder row = new StringBuilder(name);
        for (Mutation.Kind kind : Mutation.Kind.values()) {
            row.append(pad("  " + ratio(own, fault -> fault.mutation().kind() == kind), COLUMN));
        }
        return row.append("  ").append(ratio(own, fault -> true)).append('\n').toString();
    }

    private static String ratio(List<Fault> own, Predicate<Fault> wanted) {
        List<Fault> all = own.stream().filter(wanted).toList();
        return all.stream().filter(fault -> fault.foundBy().isPresent()).count() + "/" + all.size();
    }

    private static String name(Mutation.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
