package dev.bylaw.internal.rule;

import dev.bylaw.ConfigurationException;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Position;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with rules and settings. Not thread-safe. */
public final class Faults {
    private final List<Problem> problems = new ArrayList<>();

    /** Adds a fault at a place of a Rego source. */
    public void at(RegoLocation place, String message) {
        at(location(place), message);
    }

    /** Adds a fault at a place. */
    public void at(Location place, String message) {
        problems.add(Problem.at(place, Problem.Kind.CONFIGURATION, message));
    }

    /** Adds a fault that no file is the place of. */
    public void add(String message) {
        problems.add(new Problem(Problem.Kind.CONFIGURATION, message, Optional.empty()));
    }

    /** Adds what kept a file from being read, at its place. */
    public void add(Problem problem) {
        problems.add(new Problem(Problem.Kind.CONFIGURATION, problem.message(), problem.location()));
    }

    /** Adds what is wrong with a policy. */
    public void add(RegoException exception) {
        for (RegoError error : exception.errors()) {
            problems.add(new Problem(
                    Problem.Kind.CONFIGURATION,
                    error.code() + ": " + error.text(),
                    error.location().map(Faults::location)));
        }
    }

    /** Adds the faults of another collection. */
    public void addAll(Faults others) {
        problems.addAll(others.problems);
    }

    /** {@return whether there are none} */
    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** Fails if there are any. */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** {@return a place of a Rego source as a place of a file} */
    public static Location location(RegoLocation place) {
        Position start = new Position(place.row(), place.column());
        Position end = new Position(Math.max(1, place.endRow()), Math.max(1, place.endColumn()));
        return new Location(place.file(), start, end.compareTo(start) < 0 ? start : end);
    }
}
