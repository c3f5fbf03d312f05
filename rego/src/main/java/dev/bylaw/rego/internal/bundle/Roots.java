package dev.bylaw.rego.internal.bundle;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The paths of {@code data} that a bundle owns. */
public final class Roots {
    private Roots() {}

    /** {@return whether two roots have something in common: one is, or lies in, the other} */
    public static boolean overlap(String one, String other) {
        List<String> left = steps(one);
        List<String> right = steps(other);
        int shared = Math.min(left.size(), right.size());
        return left.subList(0, shared).equals(right.subList(0, shared));
    }

    /** {@return whether a path, given by its steps, lies in one of the roots} */
    public static boolean contain(List<String> roots, List<String> path) {
        return roots.stream().map(Roots::steps).anyMatch(root -> startsWith(path, root));
    }

    /** {@return whether a path leads to one of the roots without lying in one} */
    static boolean leadsTo(List<String> roots, List<String> path) {
        return roots.stream().map(Roots::steps).anyMatch(root -> startsWith(root, path));
    }

    /** {@return the first two roots that overlap} */
    static Optional<List<String>> overlapping(List<String> roots) {
        for (int i = 0; i < roots.size(); i++) {
            for (int j = i + 1; j < roots.size(); j++) {
                if (overlap(roots.get(i), roots.get(j))) {
                    return Optional.of(List.of(roots.get(i), roots.get(j)));
                }
            }
        }
        return Optional.empty();
    }

    static List<String> steps(String root) {
        return root.isEmpty() ? List.of() : Arrays.asList(root.split("/", -1));
    }

    private static boolean startsWith(List<String> path, List<String> prefix) {
        return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
    }
}
