package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.syntax.Statement;
import dev.bylaw.internal.jinja.value.Journal;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.workspace.Location;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Executes conditions. Where it cannot be known which branch is taken, all possible ones are executed, and what they do
 * is united. Where the answer depends on where and how dbt runs, the other branches are tried for what they refer to.
 */
final class Branches {
    /** How often the branches that are not taken of one tag are tried. */
    private static final int MAX_TRIALS = 20;

    private final Run run;
    private final IdentityHashMap<Statement.If, Integer> trials = new IdentityHashMap<>();

    Branches(Run run) {
        this.run = run;
    }

    /** A branch that was executed although it may not be taken. */
    private record Attempt(Completion end, Output.Piece text, Journal.Outcome outcome) {}

    Completion execute(Statement.If statement) {
        List<List<Statement>> possible = new ArrayList<>();
        List<List<Statement>> others = new ArrayList<>();
        long reads = run.environmentReads();
        Optional<String> reason = Optional.empty();
        Location place = run.place();
        boolean decided = false;
        for (Statement.Branch branch : statement.branches()) {
            if (decided) {
                others.add(branch.body());
                continue;
            }
            run.at(branch.test().start(), branch.test().end());
            Truth truth = truth(branch);
            switch (truth) {
                case TRUE -> {
                    possible.add(branch.body());
                    decided = true;
                }
                case FALSE -> others.add(branch.body());
                case UNKNOWN -> {
                    if (reason.isEmpty()) {
                        reason = Optional.of(run.expressions().reason());
                        place = run.place();
                    }
                    possible.add(branch.body());
                }
            }
        }
        (decided ? others : possible).add(statement.otherwise());
        if (run.environmentReads() != reads) {
            tryOthers(statement, others);
        }
        return possible.size() == 1 || reason.isEmpty()
                ? run.statements().block(possible.get(0))
                : unite(possible, reason.get(), place);
    }

    private Truth truth(Statement.Branch branch) {
        Truth[] truth = {Truth.UNKNOWN};
        // A condition that fails cannot be told either.
        if (run.recovering(() -> {
                    truth[0] = run.expressions().truth(branch.test());
                    return NoneValue.NONE;
                })
                instanceof UnknownValue failed) {
            run.expressions().failed(failed.reason());
        }
        return truth[0];
    }

    private void tryOthers(Statement.If statement, List<List<Statement>> others) {
        if (trials.merge(statement, 1, Integer::sum) > MAX_TRIALS) {
            return;
        }
        for (List<Statement> body : others) {
            if (!body.isEmpty()) {
                run.untaken(() -> run.statements().block(body));
            }
        }
    }

    private Completion unite(List<List<Statement>> possible, String reason, Location place) {
        List<Attempt> attempts = new ArrayList<>();
        Optional<TemplateException> error = Optional.empty();
        for (List<Statement> body : possible) {
            int mark = run.output().mark();
            run.journal().open();
            Optional<Completion> end = Optional.empty();
            try {
                end = Optional.of(run.maybe(() -> run.statements().block(body)));
            } catch (TemplateException e) {
                if (e.kind() == TemplateException.Kind.LIMIT) {
                    throw e;
                }
                // In the case that this branch is taken, dbt refuses the template: nothing comes of it.
                error = error.or(() -> Optional.of(e));
            } finally {
                Output.Piece text = run.output().cut(mark);
                Journal.Outcome outcome = run.journal().undo();
                end.ifPresent(one -> attempts.add(new Attempt(one, text, outcome)));
            }
        }
        if (attempts.isEmpty()) {
            throw error.orElseThrow();
        }
        error.ifPresent(one -> run.undecided(one.getMessage(), place));
        run.journal().unite(attempts.stream().map(Attempt::outcome).toList(), reason);
        Attempt shown = attempts.stream()
                .filter(attempt -> !attempt.text().text().isBlank())
                .findFirst()
                .orElse(attempts.get(0));
        String text = shown.text().text().strip();
        if (attempts.stream().anyMatch(attempt -> !attempt.text().text().strip().equals(text))) {
            run.undecided(reason, place);
            run.output().unknown(reason);
        }
        run.output().add(shown.text());
        Completion end = attempts.get(0).end();
        for (Attempt attempt : attempts) {
            end = end.or(attempt.end());
        }
        return end.because(reason);
    }
}
