package dev.bylaw.rego;

import dev.bylaw.rego.internal.syntax.Parser;
import dev.bylaw.rego.internal.syntax.SourceModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Faults to plant in modules. Which ones there are follows from the source alone: every condition, branch, text, number and
 * place is changed once in each way that is known here.
 */
public final class Mutations {
    private final String text;
    private final List<Integer> lines = new ArrayList<>();
    private final Map<String, Mutation> found = new LinkedHashMap<>();

    private Mutations(String text) {
        this.text = text;
        lines.add(0);
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            lines.add(i + 1);
        }
    }

    /**
     * The faults that can be planted in a module.
     *
     * @param file the name of the source, for locations
     * @param text Rego v1 text
     * @return the faults, each alone in the module, in the order of the source; each can be parsed, not each compiled
     * @throws RegoException if the text cannot be parsed
     */
    public static List<Mutation> of(String file, String text) {
        SourceModule module = Parser.parseModule(file, text);
        Mutations mutations = new Mutations(text);
        new MutationFinder(mutations).module(module);
        return mutations.found.values().stream()
                .filter(mutation -> isParsed(mutation, file))
                .sorted((a, b) -> a.location().compareTo(b.location()))
                .toList();
    }

    private static boolean isParsed(Mutation mutation, String file) {
        try {
            Parser.parseModule(file, mutation.text());
            return true;
        } catch (RegoException e) {
            return false;
        }
    }

    /** {@return the source of a place} */
    String source(RegoLocation at) {
        return text.substring(start(at), end(at));
    }

    /** {@return the source between two places} */
    String between(RegoLocation before, RegoLocation after) {
        return text.substring(end(before), start(after));
    }

    /** Plants something in the place of a part of the source. */
    void replace(Mutation.Kind kind, RegoLocation at, String replacement) {
        splice(kind, at, start(at), end(at), replacement);
    }

    /** Plants something between two places. */
    void replaceBetween(Mutation.Kind kind, RegoLocation before, RegoLocation after, String replacement) {
        RegoLocation at =
                new RegoLocation(before.file(), before.endRow(), before.endColumn(), after.row(), after.column());
        splice(kind, at, end(before), start(after), replacement);
    }

    /** Leaves out everything from the start of a place to the start of another. */
    void leaveOutUpTo(Mutation.Kind kind, RegoLocation at, RegoLocation next) {
        splice(kind, at, start(at), start(next), "");
    }

    /** Leaves out everything from the end of a place to the end of another. */
    void leaveOutAfter(Mutation.Kind kind, RegoLocation previous, RegoLocation at) {
        splice(kind, at, end(previous), end(at), "");
    }

    private void splice(Mutation.Kind kind, RegoLocation at, int from, int to, String replacement) {
        String original = text.substring(from, to);
        if (!original.equals(replacement)) {
            String mutated = text.substring(0, from) + replacement + text.substring(to);
            found.putIfAbsent(mutated, new Mutation(kind, at, original, replacement, mutated));
        }
    }

    private int start(RegoLocation at) {
        return offset(at.row(), at.column());
    }

    private int end(RegoLocation at) {
        return offset(at.endRow(), at.endColumn());
    }

    private int offset(int row, int column) {
        return text.offsetByCodePoints(lines.get(row - 1), column - 1);
    }
}
