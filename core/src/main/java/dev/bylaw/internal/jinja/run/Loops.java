package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.syntax.Statement;
import dev.bylaw.internal.jinja.value.ListValue;
import dev.bylaw.internal.jinja.value.Sequences;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import dev.bylaw.workspace.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Executes loops. A loop over something that cannot be known runs its body for what is known of it, or once for a value
 * that is not known; it cannot be known whether that happens.
 */
final class Loops {
    private static final String MAYBE_LEFT = "the loop may have been left before";

    private final Run run;

    Loops(Run run) {
        this.run = run;
    }

    Completion execute(Statement.For statement) {
        long reads = run.environmentReads();
        Value iterable = run.value(statement.iterable());
        boolean environmental = run.environmentReads() != reads;
        return execute(statement, iterable, 0, environmental);
    }

    private Completion execute(Statement.For statement, Value given, int depth, boolean environmental) {
        Location place = run.place();
        Value iterable = run.recovering(() -> given.unknown().isPresent() || !Sequences.iterable(given)
                ? checked(given)
                : new ListValue(Sequences.items(given, run)));
        Optional<String> unknown = iterable.unknown();
        List<Value> items = new ArrayList<>();
        if (!(iterable instanceof UnknownValue)) {
            items.addAll(Sequences.items(iterable, run));
        }
        if (unknown.isPresent() && items.isEmpty()) {
            items.add(new UnknownValue(unknown.get()));
        }
        Picked picked = pick(statement, items, unknown);
        if (picked.unknown().isPresent()) {
            return maybe(statement, picked.items(), depth, picked.unknown().get(), place);
        }
        if (environmental && picked.items().isEmpty() && !statement.body().isEmpty()) {
            List<Value> one = List.of(new UnknownValue("the items depend on where and how dbt runs"));
            run.untaken(() -> passes(statement, one, depth, false));
        }
        return picked.items().isEmpty()
                ? run.statements().block(statement.otherwise())
                : passes(statement, picked.items(), depth, true);
    }

    /** A value that is unknown in part keeps what is known of it; what cannot be iterated at all is an error. */
    private Value checked(Value given) {
        if (given instanceof UnknownValue) {
            return given;
        }
        return new ListValue(Sequences.items(given, run), given.unknown());
    }

    private record Picked(List<Value> items, Optional<String> unknown) {}

    /** The items that pass the test of the loop. */
    private Picked pick(Statement.For statement, List<Value> items, Optional<String> unknown) {
        if (statement.test().isEmpty()) {
            return new Picked(items, unknown);
        }
        List<Value> picked = new ArrayList<>();
        Optional<String> doubt = unknown;
        for (Value item : items) {
            Truth truth = run.inScope(run.scope().inner(), () -> {
                run.statements().assign(statement.target(), item, false);
                return run.expressions().truth(statement.test().get());
            });
            if (truth != Truth.FALSE) {
                picked.add(item);
            }
            if (truth == Truth.UNKNOWN) {
                doubt = doubt.or(() -> Optional.of(run.expressions().reason()));
            }
        }
        return new Picked(picked, doubt);
    }

    private Completion maybe(Statement.For statement, List<Value> items, int depth, String reason, Location place) {
        int mark = run.output().mark();
        run.beginMaybe();
        Completion end;
        try {
            end = passes(statement, items, depth, false).or(run.statements().block(statement.otherwise()));
            // What a further pass would refer to.
            if (!items.isEmpty()) {
                run.untaken(() -> passes(statement, List.of(items.get(0), items.get(0)), depth, false));
            }
        } finally {
            run.endMaybe(reason);
        }
        Output.Piece text = run.output().cut(mark);
        if (!text.text().isBlank()) {
            run.undecided(reason, place);
            run.output().unknown(reason);
        }
        run.output().add(text);
        return end.or(Completion.NORMAL).because(reason);
    }

    private Completion passes(Statement.For statement, List<Value> items, int depth, boolean certain) {
        Optional<BiFunction<Value, Integer, Value>> recursion = statement.recursive()
                ? Optional.of((inner, level) -> recursion(statement, inner, level))
                : Optional.empty();
        LoopValue loop = new LoopValue(items, depth, certain, recursion);
        Completion end = Completion.NORMAL;
        int opened = 0;
        try {
            for (int i = 0; i < items.size(); i++) {
                run.budget().step();
                Value item = items.get(i);
                loop.pass(i);
                Completion pass = run.inScope(run.scope().inner(), () -> {
                    run.scope().set("loop", loop, false, run.journal());
                    run.recovering(() -> {
                        run.statements().assign(statement.target(), item, false);
                        return item;
                    });
                    return run.statements().block(statement.body());
                });
                end = end.afterPass(pass);
                if (!end.falls()) {
                    break;
                }
                if (pass.breaks() || !pass.returns().isEmpty()) {
                    run.beginMaybe();
                    opened++;
                }
            }
        } finally {
            for (; opened > 0; opened--) {
                run.endMaybe(MAYBE_LEFT);
            }
        }
        return end.ofLoop();
    }

    private Value recursion(Statement.For statement, Value items, int depth) {
        TextOutput text = new TextOutput(run);
        run.budget().enterCall();
        try {
            Completion end = run.into(text, () -> execute(statement, items, depth, false));
            if (!end.falls() && !end.returns().isEmpty()) {
                throw new ReturnSignal(end.returns().get(0));
            }
        } finally {
            run.budget().leaveCall();
        }
        StringValue result = text.result(run);
        return result;
    }
}
