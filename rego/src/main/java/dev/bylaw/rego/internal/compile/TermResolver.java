package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.internal.syntax.Body;
import dev.bylaw.rego.internal.syntax.Term;
import dev.bylaw.rego.internal.syntax.Terms;
import dev.bylaw.rego.internal.text.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves the terms of one module. */
final class TermResolver {
    private final RuleTree tree;
    private final ModuleNames names;
    private final Diagnostics diagnostics;
    private final Checks checks;
    private final CallResolver calls;
    private final BodyResolver bodies;

    TermResolver(RuleTree tree, ModuleNames names, Diagnostics diagnostics, Checks checks, BodyResolver bodies) {
        this.tree = tree;
        this.names = names;
        this.diagnostics = diagnostics;
        this.checks = checks;
        this.bodies = bodies;
        this.calls = new CallResolver(this, tree, names, diagnostics, checks);
    }

    ModuleNames names() {
        return names;
    }

    CallResolver calls() {
        return calls;
    }

    List<Ir.Term> resolveAll(List<Term> terms, Scope scope) {
        List<Ir.Term> resolved = new ArrayList<>();
        for (Term term : terms) {
            resolved.add(resolve(term, scope));
        }
        return resolved;
    }

    Ir.Term resolve(Term term, Scope scope) {
        if (term instanceof Term.Scalar scalar) {
            return new Ir.Constant(scalar.value(), scalar.at());
        }
        if (term instanceof Term.Var variable) {
            return variable(variable, List.of(), variable.at(), scope);
        }
        if (term instanceof Term.Ref ref) {
            return diagnostics.isTooLong(ref.operands(), ref.at())
                    ? new Ir.Constant(NullValue.NULL, ref.at())
                    : reference(ref, scope);
        }
        if (term instanceof Term.ArrayLiteral array) {
            return new Ir.ArrayOf(resolveAll(array.items(), scope), array.at());
        }
        if (term instanceof Term.SetLiteral set) {
            return new Ir.SetOf(resolveAll(set.members(), scope), set.at());
        }
        if (term instanceof Term.ObjectLiteral object) {
            List<Ir.Term> keys = new ArrayList<>();
            List<Ir.Term> values = new ArrayList<>();
            for (Term.Entry entry : object.entries()) {
                keys.add(resolve(entry.key(), scope));
                values.add(resolve(entry.value(), scope));
            }
            return new Ir.ObjectOf(keys, values, object.at());
        }
        if (term instanceof Term.Call call) {
            return calls.value(call, scope);
        }
        if (term instanceof Term.Template template) {
            return template(template, scope);
        }
        return comprehension(term, scope);
    }

    private Ir.Term comprehension(Term term, Scope scope) {
        if (term instanceof Term.ArrayComprehension array) {
            return comprehension(
                    Ir.Collection.ARRAY, Optional.empty(), array.head(), Optional.of(array.body()), array.at(), scope);
        }
        if (term instanceof Term.SetComprehension set) {
            return comprehension(
                    Ir.Collection.SET, Optional.empty(), set.head(), Optional.of(set.body()), set.at(), scope);
        }
        if (term instanceof Term.ObjectComprehension object) {
            return comprehension(
                    Ir.Collection.OBJECT,
                    Optional.of(object.key()),
                    object.value(),
                    Optional.of(object.body()),
                    object.at(),
                    scope);
        }
        throw new AssertionError(term);
    }

    private Ir.Comprehension comprehension(
            Ir.Collection kind, Optional<Term> key, Term value, Optional<Body> body, RegoLocation at, Scope scope) {
        List<Term> heads = new ArrayList<>();
        key.ifPresent(heads::add);
        heads.add(value);
        Scope inner = new Scope(scope, Mentions.of(body, heads));
        List<Ir.Statement> statements = new ArrayList<>();
        body.ifPresent(present -> statements.addAll(bodies.block(present, inner).statements()));
        Optional<Ir.Term> keyTerm = key.map(term -> RuleResolver.named(resolve(term, inner), statements));
        Ir.Term valueTerm = RuleResolver.named(resolve(value, inner), statements);
        bodies.requireUses(inner);
        return new Ir.Comprehension(kind, keyTerm, valueTerm, new Ir.Block(statements), at);
    }

    /** Each expression is a closure of its own, so that an undefined one prints as such. */
    private Ir.Term template(Term.Template template, Scope scope) {
        List<Ir.Term> parts = new ArrayList<>();
        for (Term.Template.Part part : template.parts()) {
            if (part.text().isPresent()) {
                parts.add(new Ir.Constant(StringValue.of(part.text().get()), template.at()));
            } else {
                parts.add(expression(part, scope));
            }
        }
        return new Ir.Template(parts, template.at());
    }

    private Ir.Term expression(Term.Template.Part part, Scope scope) {
        Term term = part.term().orElseThrow();
        Scope inner = new Scope(scope, Mentions.of(Optional.empty(), List.of(term)));
        Ir.Local result = new Ir.Local(Variable.generated(term.at()), term.at());
        Ir.Statement statement =
                new Ir.Unify(result, resolve(term, inner), bodies.withs().resolve(part.withs(), inner), term.at());
        return new Ir.Comprehension(
                Ir.Collection.ARRAY, Optional.empty(), result, new Ir.Block(List.of(statement)), term.at());
    }

    private Ir.Term reference(Term.Ref ref, Scope scope) {
        if (ref.head() instanceof Term.Var head) {
            return variable(head, ref.operands(), ref.at(), scope);
        }
        return new Ir.Reference(resolve(ref.head(), scope), resolveAll(ref.operands(), scope), ref.at());
    }

    /** What a name with operands behind it means: a local variable, {@code input}, {@code data}, a rule or an import. */
    private Ir.Term variable(Term.Var name, List<Term> operands, RegoLocation at, Scope scope) {
        if (name.isWildcard()) {
            return withOperands(new Ir.Local(Variable.generated(name.at()), name.at()), operands, at, scope);
        }
        Optional<Variable> local = scope.declared(name.name());
        if (local.isPresent()) {
            return withOperands(new Ir.Local(local.get(), name.at()), operands, at, scope);
        }
        Optional<ModuleNames.Target> target = global(name.name());
        if (target.isEmpty()) {
            Variable implicit = scope.implicit(name.name(), name.at());
            return withOperands(new Ir.Local(implicit, name.at()), operands, at, scope);
        }
        List<Ir.Term> path = new ArrayList<>();
        for (String step : target.get().path()) {
            path.add(new Ir.Constant(StringValue.of(step), name.at()));
        }
        path.addAll(resolveAll(operands, scope));
        boolean input = target.get().root().equals("input");
        if (!input) {
            checkPath(path, at);
        }
        Ir.Term root = input ? new Ir.Input(name.at()) : new Ir.Data(name.at());
        return path.isEmpty() ? root : new Ir.Reference(root, path, at);
    }

    /** What a name stands for that no scope declares. */
    Optional<ModuleNames.Target> global(String name) {
        // Before OPA 1.0 a rule may be named so.
        return names.find(name)
                .or(() -> name.equals("input") || name.equals("data")
                        ? Optional.of(new ModuleNames.Target(name, List.of()))
                        : Optional.empty());
    }

    private Ir.Term withOperands(Ir.Term head, List<Term> operands, RegoLocation at, Scope scope) {
        return operands.isEmpty() ? head : new Ir.Reference(head, resolveAll(operands, scope), at);
    }

    /** A path below data must not name a function and, with strict references, nothing that a package does not have. */
    private void checkPath(List<Ir.Term> path, RegoLocation at) {
        RuleTree.Node node = tree.root();
        StringBuilder walked = new StringBuilder("data");
        for (Ir.Term step : path) {
            if (node.group().isPresent()
                    || !(step instanceof Ir.Constant constant)
                    || !(constant.value() instanceof StringValue text)) {
                break;
            }
            RuleTree.Node next = node.children().get(text.value());
            if (next == null) {
                if (checks.references()
                        && node != tree.root()
                        && !node.children().isEmpty()) {
                    diagnostics.error(
                            at,
                            Diagnostics.TYPE_ERROR,
                            "undefined ref: " + walked + "." + text.value(),
                            walked + "." + text.value() + " is no rule"
                                    + Suggestion.hint(
                                            text.value(), node.children().keySet()));
                }
                return;
            }
            walked.append('.').append(text.value());
            node = next;
        }
        node.group()
                .filter(group -> group.kind() == RuleGroup.Kind.FUNCTION)
                .ifPresent(group -> diagnostics.error(
                        at,
                        Diagnostics.TYPE_ERROR,
                        "function " + group.name() + " used as reference, not called",
                        "write " + group.name() + "(...)"));
    }

    /** {@return the dotted name of what a call calls} */
    static String nameOf(Term.Call call) {
        return Terms.dottedName(call.operator()).orElse("?");
    }
}
