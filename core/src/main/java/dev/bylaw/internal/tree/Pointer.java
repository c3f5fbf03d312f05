package dev.bylaw.internal.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON pointers (RFC 6901) into trees. */
public final class Pointer {
    private Pointer() {}

    /** {@return a pointer longer by one step} */
    public static String child(String pointer, String step) {
        return pointer + "/" + step.replace("~", "~0").replace("/", "~1");
    }

    /** {@return the steps of a pointer; empty where it is none} */
    public static Optional<List<String>> steps(String pointer) {
        List<String> steps = new ArrayList<>();
        if (pointer.isEmpty()) {
            return Optional.of(steps);
        }
        if (pointer.charAt(0) != '/') {
            return Optional.empty();
        }
        for (String step : pointer.substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return Optional.of(steps);
    }

    /** {@return what a step leads to, if it is there} */
    public static Optional<Tree> step(Tree tree, String step) {
        if (tree instanceof Tree.Mapping mapping) {
            return mapping.get(step);
        }
        if (tree instanceof Tree.Sequence sequence && isIndex(step)) {
            int index = Integer.parseInt(step);
            return index < sequence.items().size()
                    ? Optional.of(sequence.items().get(index))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isIndex(String step) {
        return step.length() <= 9 && !step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
