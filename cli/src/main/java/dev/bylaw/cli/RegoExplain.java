package dev.bylaw.cli;

import dev.bylaw.rego.Profile;
import dev.bylaw.rego.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses what of a trace and of a profile is shown. */
final class RegoExplain {
    static final List<String> CHOICES = List.of("off", "notes", "fails", "full", "debug");

    private RegoExplain() {}

    static Trace select(Trace trace, String how) {
        return switch (how) {
            case "notes" -> trace.notes();
            case "fails" -> trace.fails();
            default -> trace;
        };
    }

    /** The entries by some keys, the highest first. */
    static List<Profile.Entry> sorted(Profile profile, List<String> keys, int limit) {
        Comparator<Profile.Entry> order = null;
        for (String key : keys.isEmpty() ? List.of("total_time_ns", "num_eval", "num_redo", "num_gen_expr") : keys) {
            Comparator<Profile.Entry> next = order(key).reversed();
            order = order == null ? next : order.thenComparing(next);
        }
        List<Profile.Entry> entries = new ArrayList<>(profile.entries());
        entries.sort(order);
        return limit > 0 && limit < entries.size() ? entries.subList(0, limit) : entries;
    }

    private static Comparator<Profile.Entry> order(String key) {
        return switch (key) {
            case "num_eval" -> Comparator.comparingLong(Profile.Entry::evaluations);
            case "num_redo" -> Comparator.comparingLong(Profile.Entry::redos);
            case "num_gen_expr" -> Comparator.comparingInt(Profile.Entry::expressions);
            case "file" -> Comparator.comparing(entry -> entry.location().file());
            case "line" -> Comparator.comparingInt(entry -> entry.location().row());
            default -> Comparator.comparing(Profile.Entry::time);
        };
    }
}
