package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.RegoVersion;
import dev.bylaw.rego.internal.syntax.Body;
import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.SourceModule;
import dev.bylaw.rego.internal.syntax.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resolves the bodies of one module: declarations, assignments, and every kind of statement. */
final class BodyResolver {
    private final SourceModule module;
    private final Diagnostics diagnostics;
    private final Checks checks;
    private final TermResolver terms;
    private final WithResolver withs;

    BodyResolver(SourceModule module, RuleTree tree, Diagnostics diagnostics, Checks checks) {
        this.module = module;
        this.diagnostics = diagnostics;
        this.checks = checks;
        ModuleNames names = ModuleNames.of(module, tree, diagnostics);
        this.terms = new TermResolver(tree, names, diagnostics, checks, this);
        this.withs = new WithResolver(terms, tree, diagnostics);
    }

    TermResolver terms() {
        return terms;
    }

    WithResolver withs() {
        return withs;
    }

    Ir.Block block(Body body, Scope scope) {
        List<Ir.Statement> statements = new ArrayList<>();
        List<Variable> declared = new ArrayList<>();
        for (Expr expression : body.expressions()) {
            if (expression instanceof Expr.SomeDeclaration some) {
                for (Term.Var name : some.variables()) {
                    declared.add(declare(name, scope, Scope.Origin.DECLARED));
                }
            } else if (expression instanceof Expr.Not not) {
                statements.addAll(negation(not, scope));
            } else {
                statements.add(statement(expression, scope));
            }
        }
        for (Variable variable : declared) {
            requireUse(variable, scope);
        }
        return new Ir.Block(statements);
    }

    /** With strict checks, reports what was assigned in a scope and is not used in it. */
    void requireUses(Scope scope) {
        if (checks.unused()) {
            for (Variable variable : scope.unused(Scope.Origin.ASSIGNED)) {
                diagnostics.error(
                        variable.at(),
                        Diagnostics.COMPILE_ERROR,
                        "assigned var " + variable.name() + " unused",
                        "use it, or leave the assignment out");
            }
        }
    }

    private void requireUse(Variable variable, Scope scope) {
        if (!variable.isGenerated() && !scope.isUsed(variable)) {
            diagnostics.error(
                    variable.at(),
                    Diagnostics.COMPILE_ERROR,
                    "declared var " + variable.name() + " unused",
                    "use it, or write _ where a value is not needed");
        }
    }

    Variable declare(Term.Var name, Scope scope, Scope.Origin origin) {
        if (name.isWildcard()) {
            return Variable.generated(name.at());
        }
        Variable variable = new Variable(name.name(), name.at());
        boolean document = name.name().equals("input") || name.name().equals("data");
        if (document && module.version() != RegoVersion.V0) {
            diagnostics.error(
                    name.at(),
                    Diagnostics.COMPILE_ERROR,
                    (origin == Scope.Origin.PARAMETER ? "args" : "variables") + " must not shadow " + name.name()
                            + " (use a different variable name)",
                    name.name() + " is the document itself; a variable has a name of its own");
        }
        scope.declare(name.name(), variable, origin)
                .ifPresent(why -> diagnostics.error(
                        name.at(), Diagnostics.COMPILE_ERROR, why, "name the new variable otherwise; == compares"));
        return variable;
    }

    private Ir.Statement statement(Expr expression, Scope scope) {
        List<Ir.With> modifiers = withs.resolve(expression.withs(), scope);
        RegoLocation at = expression.at();
        if (expression instanceof Expr.TermExpr test) {
            return test.term() instanceof Term.Call call
                    ? call(call, modifiers, at, scope)
                    : new Ir.Test(terms.resolve(test.term(), scope), modifiers, at);
        }
        if (expression instanceof Expr.NotBody not) {
            if (!not.braces()) {
                refuseAssignment(not.body().expressions().get(0));
            }
            return not.braces()
                    ? new Ir.Not(closure(not.body(), scope), Ir.Negated.BODY, modifiers, at)
                    : new Ir.Not(block(not.body(), scope), Ir.Negated.WHOLE_STATEMENT, modifiers, at);
        }
        if (expression instanceof Expr.Logical logical) {
            return new Ir.Logical(
                    logical.operator() == Expr.LogicalOperator.AND,
                    operand(logical.left(), logical.leftBraces(), scope),
                    operand(logical.right(), logical.rightBraces(), scope),
                    !logical.leftBraces(),
                    !logical.rightBraces(),
                    modifiers,
                    at);
        }
        if (expression instanceof Expr.SomeIn some) {
            Ir.Term domain = terms.resolve(some.domain(), scope);
            Optional<Ir.Term> key = some.key().map(term -> declaring(term, scope, Scope.Origin.DECLARED));
            return new Ir.Iterate(key, declaring(some.value(), scope, Scope.Origin.DECLARED), domain, modifiers, at);
        }
        if (expression instanceof Expr.Every every) {
            return every(every, modifiers, scope);
        }
        throw new AssertionError(expression);
    }

    /** A negated expression behind the calls that are its operands; {@link Hoisting} says what they are. */
    private List<Ir.Statement> negation(Expr.Not not, Scope scope) {
        refuseAssignment(not.negated());
        List<Ir.Statement> statements = new ArrayList<>();
        List<Ir.With> modifiers = withs.resolve(not.withs(), scope).stream()
                .map(with -> Hoisting.named(with, statements))
                .toList();
        boolean equation = not.negated() instanceof Expr.TermExpr test
                && test.term() instanceof Term.Call call
                && TermResolver.nameOf(call).equals("eq");
        Hoisting hoisting = new Hoisting(modifiers);
        Ir.Statement negated = hoisting.calls(statement(not.negated(), scope), equation);
        statements.addAll(hoisting.before());
        statements.add(new Ir.Not(new Ir.Block(List.of(negated)), Ir.Negated.STATEMENT, modifiers, not.at()));
        return statements;
    }

    private void refuseAssignment(Expr negated) {
        if (negated instanceof Expr.TermExpr test
                && test.term() instanceof Term.Call call
                && TermResolver.nameOf(call).equals("assign")) {
            diagnostics.error(
                    negated.at(),
                    Diagnostics.COMPILE_ERROR,
                    "cannot assign vars inside negated expression",
                    "a negation gives no variable a value; write == to compare");
        }
    }

    private Ir.Block operand(Body body, boolean braces, Scope scope) {
        return braces ? closure(body, scope) : block(body, scope);
    }

    private Ir.Block closure(Body body, Scope scope) {
        Scope inner = new Scope(scope, Mentions.of(Optional.of(body), List.of()));
        Ir.Block block = block(body, inner);
        requireUses(inner);
        return block;
    }

    private Ir.Statement every(Expr.Every every, List<Ir.With> modifiers, Scope scope) {
        Ir.Term domain = terms.resolve(every.domain(), scope);
        Scope inner = new Scope(scope, Mentions.of(Optional.of(every.body()), List.of()));
        Optional<Variable> key = every.key().map(name -> declare(name, inner, Scope.Origin.DECLARED));
        Variable value = declare(every.value(), inner, Scope.Origin.DECLARED);
        Ir.Block body = block(every.body(), inner);
        requireUses(inner);
        key.ifPresent(variable -> requireUse(variable, inner));
        requireUse(value, inner);
        return new Ir.Every(key, value, domain, body, modifiers, every.at());
    }

    private Ir.Statement call(Term.Call call, List<Ir.With> modifiers, RegoLocation at, Scope scope) {
        switch (TermResolver.nameOf(call)) {
            case "assign" -> {
                Ir.Term right = terms.resolve(call.arguments().get(1), scope);
                Ir.Term left = assigned(call.arguments().get(0), scope);
                return new Ir.Unify(left, right, modifiers, at);
            }
            case "eq" -> {
                return new Ir.Unify(
                        terms.resolve(call.arguments().get(0), scope),
                        terms.resolve(call.arguments().get(1), scope),
                        modifiers,
                        at);
            }
            case "print" -> {
                if (!call.infix()) {
                    return print(call, modifiers, at, scope);
                }
            }
            default -> {}
        }
        CallResolver.Resolved resolved = terms.calls().statement(call, scope);
        return resolved.result().isPresent()
                ? new Ir.Unify(resolved.result().get(), resolved.call(), modifiers, at)
                : new Ir.Test(resolved.call(), modifiers, at);
    }

    private Ir.Statement print(Term.Call call, List<Ir.With> modifiers, RegoLocation at, Scope scope) {
        List<Ir.Block> blocks = new ArrayList<>();
        List<Variable> results = new ArrayList<>();
        for (Term argument : call.arguments()) {
            Variable result = Variable.generated(argument.at());
            Scope inner = new Scope(scope, Mentions.of(Optional.empty(), List.of(argument)));
            Ir.Term value = terms.resolve(argument, inner);
            blocks.add(new Ir.Block(
                    List.of(new Ir.Unify(new Ir.Local(result, argument.at()), value, List.of(), argument.at()))));
            results.add(result);
        }
        return new Ir.Print(blocks, results, modifiers, at);
    }

    /** The left side of an assignment. */
    private Ir.Term assigned(Term left, Scope scope) {
        if (left instanceof Term.Var || left instanceof Term.ArrayLiteral || left instanceof Term.ObjectLiteral) {
            return declaring(left, scope, Scope.Origin.ASSIGNED);
        }
        return notAssignable(left, scope);
    }

    private Ir.Term notAssignable(Term left, Scope scope) {
        String what = "template-string";
        if (left instanceof Term.Scalar scalar) {
            what = scalar.value().type().text();
        } else if (left instanceof Term.Ref) {
            what = "ref";
        } else if (left instanceof Term.Call) {
            what = "call";
        } else if (left instanceof Term.SetLiteral) {
            what = "set";
        } else if (left instanceof Term.ArrayComprehension) {
            what = "arraycomprehension";
        } else if (left instanceof Term.SetComprehension) {
            what = "setcomprehension";
        } else if (left instanceof Term.ObjectComprehension) {
            what = "objectcomprehension";
        }
        diagnostics.error(
                left.at(),
                Diagnostics.COMPILE_ERROR,
                "cannot assign to " + what,
                "the left side of := is a new variable, or an array or object of new variables; == compares");
        return terms.resolve(left, scope);
    }

    /** A pattern whose variables are new. */
    Ir.Term declaring(Term pattern, Scope scope, Scope.Origin origin) {
        if (pattern instanceof Term.Var name) {
            return new Ir.Local(declare(name, scope, origin), name.at());
        }
        if (pattern instanceof Term.ArrayLiteral array) {
            List<Ir.Term> items = new ArrayList<>();
            for (Term item : array.items()) {
                items.add(declaring(item, scope, origin));
            }
            return new Ir.ArrayOf(items, array.at());
        }
        if (pattern instanceof Term.ObjectLiteral object) {
            List<Ir.Term> keys = new ArrayList<>();
            List<Ir.Term> values = new ArrayList<>();
            for (Term.Entry entry : object.entries()) {
                keys.add(terms.resolve(entry.key(), scope));
                values.add(declaring(entry.value(), scope, origin));
            }
            return new Ir.ObjectOf(keys, values, object.at());
        }
        return origin == Scope.Origin.ASSIGNED ? notAssignable(pattern, scope) : terms.resolve(pattern, scope);
    }

    /** The parameters of a function: patterns whose variables are new, and one variable where a name stands twice. */
    List<Ir.Term> parameters(List<Term> patterns, Scope scope) {
        Set<String> seen = new LinkedHashSet<>();
        List<Ir.Term> parameters = new ArrayList<>();
        for (Term pattern : patterns) {
            parameters.add(parameter(pattern, scope, seen));
        }
        return parameters;
    }

    private Ir.Term parameter(Term pattern, Scope scope, Set<String> seen) {
        if (pattern instanceof Term.Var name) {
            if (!name.isWildcard() && !seen.add(name.name())) {
                return terms.resolve(name, scope);
            }
            return new Ir.Local(declare(name, scope, Scope.Origin.PARAMETER), name.at());
        }
        if (pattern instanceof Term.ArrayLiteral array) {
            List<Ir.Term> items = new ArrayList<>();
            for (Term item : array.items()) {
                items.add(parameter(item, scope, seen));
            }
            return new Ir.ArrayOf(items, array.at());
        }
        if (pattern instanceof Term.ObjectLiteral object) {
            List<Ir.Term> keys = new ArrayList<>();
            List<Ir.Term> values = new ArrayList<>();
            for (Term.Entry entry : object.entries()) {
                keys.add(terms.resolve(entry.key(), scope));
                values.add(parameter(entry.value(), scope, seen));
            }
            return new Ir.ObjectOf(keys, values, object.at());
        }
        if (pattern instanceof Term.Template) {
            return new Ir.Local(Variable.generated(pattern.at()), pattern.at());
        }
        return terms.resolve(pattern, scope);
    }
}
