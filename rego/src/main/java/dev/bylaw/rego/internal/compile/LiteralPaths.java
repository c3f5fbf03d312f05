package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.LiteralReference;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects how the rules of a program look into {@code input} and {@code data}, as far as the steps are constants. */
public final class LiteralPaths {
    private final Set<LiteralReference> found = new LinkedHashSet<>();
    private List<String> packagePath = List.of();

    private LiteralPaths() {}

    /** The references of all rules, those excepted that a modifier gives another document. */
    public static List<LiteralReference> of(RuleTree tree) {
        LiteralPaths paths = new LiteralPaths();
        for (RuleGroup group : tree.groups()) {
            group.rules().forEach(rule -> paths.rule(group, rule));
            group.defaultRule().ifPresent(rule -> paths.rule(group, rule));
        }
        return List.copyOf(paths.found);
    }

    private void rule(RuleGroup group, Ir.Rule rule) {
        packagePath = group.sources().stream()
                .filter(source -> source.rule().at().equals(rule.at()))
                .findFirst()
                .orElse(group.sources().get(0))
                .module()
                .packagePath();
        Replaced none = new Replaced(false, false);
        terms(rule.parameters(), none);
        for (Ir.Branch branch : rule.branches()) {
            block(branch.body(), none);
            terms(branch.keys(), none);
            term(branch.value(), none);
        }
    }

    /** Which documents a modifier around a term replaces. */
    private record Replaced(boolean input, boolean data) {
        Replaced by(List<Ir.With> withs) {
            boolean ofInput = input;
            boolean ofData = data;
            for (Ir.With with : withs) {
                ofInput |= with instanceof Ir.With.OnInput;
                ofData |= with instanceof Ir.With.OnData;
            }
            return new Replaced(ofInput, ofData);
        }
    }

    private void block(Ir.Block block, Replaced replaced) {
        block.statements().forEach(statement -> statement(statement, replaced.by(statement.withs()), replaced));
    }

    private void statement(Ir.Statement statement, Replaced inside, Replaced outside) {
        for (Ir.With with : statement.withs()) {
            if (with instanceof Ir.With.OnInput input) {
                term(input.value(), outside);
            } else if (with instanceof Ir.With.OnData data) {
                term(data.value(), outside);
            } else if (with instanceof Ir.With.FunctionByValue function) {
                term(function.value(), outside);
            }
        }
        if (statement instanceof Ir.Test test) {
            term(test.term(), inside);
        } else if (statement instanceof Ir.Unify unify) {
            terms(List.of(unify.left(), unify.right()), inside);
        } else if (statement instanceof Ir.Iterate iterate) {
            iterate.key().ifPresent(key -> term(key, inside));
            terms(List.of(iterate.value(), iterate.domain()), inside);
        } else if (statement instanceof Ir.Not not) {
            block(not.block(), inside);
        } else if (statement instanceof Ir.Every every) {
            term(every.domain(), inside);
            block(every.body(), inside);
        } else if (statement instanceof Ir.Logical logical) {
            block(logical.left(), inside);
            block(logical.right(), inside);
        } else if (statement instanceof Ir.Print print) {
            print.arguments().forEach(argument -> block(argument, inside));
        }
    }

    private void terms(Collection<? extends Ir.Term> terms, Replaced replaced) {
        terms.forEach(term -> term(term, replaced));
    }

    private void term(Ir.Term term, Replaced replaced) {
        if (term instanceof Ir.Reference reference) {
            reference(reference, replaced);
            term(reference.head(), replaced);
            terms(reference.operands(), replaced);
        } else if (term instanceof Ir.ArrayOf array) {
            terms(array.items(), replaced);
        } else if (term instanceof Ir.SetOf set) {
            terms(set.members(), replaced);
        } else if (term instanceof Ir.ObjectOf object) {
            terms(object.keys(), replaced);
            terms(object.values(), replaced);
        } else if (term instanceof Ir.BuiltinCall call) {
            terms(call.arguments(), replaced);
        } else if (term instanceof Ir.FunctionCall call) {
            terms(call.arguments(), replaced);
        } else if (term instanceof Ir.Template template) {
            terms(template.parts(), replaced);
        } else if (term instanceof Ir.Comprehension comprehension) {
            comprehension.key().ifPresent(key -> term(key, replaced));
            term(comprehension.value(), replaced);
            block(comprehension.body(), replaced);
        }
    }

    private void reference(Ir.Reference reference, Replaced replaced) {
        Optional<String> root = reference.head() instanceof Ir.Input && !replaced.input()
                ? Optional.of("input")
                : reference.head() instanceof Ir.Data && !replaced.data() ? Optional.of("data") : Optional.empty();
        if (root.isEmpty()) {
            return;
        }
        List<String> path = new ArrayList<>(List.of(root.get()));
        List<RegoLocation> places = new ArrayList<>(List.of(reference.head().at()));
        for (Ir.Term operand : reference.operands()) {
            if (!(operand instanceof Ir.Constant constant) || !(constant.value() instanceof StringValue text)) {
                break;
            }
            path.add(text.value());
            places.add(constant.at());
        }
        if (path.size() > 1) {
            found.add(new LiteralReference(packagePath, path, places));
        }
    }
}
