package dev.bylaw.rego;

import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.Rule;
import dev.bylaw.rego.internal.syntax.SourceModule;
import java.util.ArrayList;
import java.util.List;

/** Finds the places of a module that an evaluation can reach: heads of rules, and expressions, also in closures. */
final class CoverablePlaces {
    private final List<Coverage.Range> places = new ArrayList<>();
    private final SourceWalk walk = new SourceWalk(this::add, term -> {});

    private CoverablePlaces() {}

    static List<Coverage.Range> of(SourceModule module) {
        CoverablePlaces found = new CoverablePlaces();
        module.rules().forEach(found::rule);
        return found.places;
    }

    private void add(Expr expression) {
        // OPA counts what declares variables where it is reached, but does not miss it.
        if (!(expression instanceof Expr.SomeDeclaration || expression instanceof Expr.SomeIn)) {
            places.add(Coverage.Range.of(expression.at()));
        }
    }

    private void rule(Rule rule) {
        places.add(Coverage.Range.of(rule.head().at()));
        rule.head().path().forEach(walk::term);
        rule.head().contains().ifPresent(walk::term);
        rule.head().value().ifPresent(walk::term);
        rule.body().ifPresent(walk::body);
        for (Rule.Else branch : rule.elses()) {
            places.add(Coverage.Range.of(branch.headAt()));
            branch.value().ifPresent(walk::term);
            branch.body().ifPresent(walk::body);
        }
    }
}
