package dev.bylaw.internal.source;

import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects what readers find wrong or worth saying, in the order met, without repetitions. Of each file no more is kept
 * than {@link Limits#problemsPerFile()}; a last entry says that there is more. Not thread-safe.
 */
public final class Diagnostics {
    private static final String MORE = "more of this kind is wrong in this file than is listed";

    private final int perFile;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Set<Notice> notices = new LinkedHashSet<>();
    private final Map<String, Integer> problemCounts = new HashMap<>();
    private final Map<String, Integer> noticeCounts = new HashMap<>();

    /**
     * An empty collection.
     *
     * @param limits how many problems of a file are kept
     */
    public Diagnostics(Limits limits) {
        this.perFile = limits.problemsPerFile();
    }

    /** Adds a problem at a place. */
    public void problem(Location location, Problem.Kind kind, String message) {
        add(Problem.at(location, kind, message));
    }

    /** Adds a problem. */
    public void add(Problem problem) {
        String file = problem.location().map(Location::file).orElse("");
        if (problems.contains(problem)) {
            return;
        }
        int count = problemCounts.merge(file, 1, Integer::sum);
        if (count <= perFile) {
            problems.add(problem);
        } else if (count == perFile + 1) {
            problems.add(Problem.at(Location.startOf(file), Problem.Kind.LIMIT_EXCEEDED, MORE));
        }
    }

    /** Adds a notice at a place. */
    public void notice(Location location, String kind, String message) {
        add(Notice.at(location, kind, message));
    }

    /** Adds a notice. */
    public void add(Notice notice) {
        String file = notice.location().map(Location::file).orElse("");
        if (!notices.contains(notice) && noticeCounts.merge(file, 1, Integer::sum) <= perFile) {
            notices.add(notice);
        }
    }

    /** {@return the problems, in the order met} */
    public List<Problem> problems() {
        return new ArrayList<>(problems);
    }

    /** {@return the notices, in the order met} */
    public List<Notice> notices() {
        return new ArrayList<>(notices);
    }
}
