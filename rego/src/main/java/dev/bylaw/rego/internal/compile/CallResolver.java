package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.internal.builtin.Builtin;
import dev.bylaw.rego.internal.builtin.Signature;
import dev.bylaw.rego.internal.syntax.Rule;
import dev.bylaw.rego.internal.syntax.SourceModule;
import dev.bylaw.rego.internal.syntax.Term;
import dev.bylaw.rego.internal.text.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Resolves calls: builtins, functions of the policy, and the number of their arguments. */
final class CallResolver {
    /** A function that a call can name. */
    sealed interface Callee {
        /** A builtin. */
        record Native(Builtin builtin) implements Callee {}

        /** A function of the policy. */
        record Defined(RuleGroup group) implements Callee {}
    }

    /** A call whose result is compared with its last argument, or none. */
    record Resolved(Ir.Term call, Optional<Ir.Term> result) {}

    private final TermResolver terms;
    private final RuleTree tree;
    private final ModuleNames names;
    private final Diagnostics diagnostics;
    private final Checks checks;
    private Place place;

    /** The rule that a call stands in, and whether in an alternative of it. */
    record Place(SourceModule module, Rule rule, boolean alternative) {}

    CallResolver(TermResolver terms, RuleTree tree, ModuleNames names, Diagnostics diagnostics, Checks checks) {
        this.terms = terms;
        this.tree = tree;
        this.names = names;
        this.diagnostics = diagnostics;
        this.checks = checks;
    }

    /** Says where the calls that follow stand. */
    void enter(Place rule) {
        place = rule;
    }

    /** A call that is used for its value. */
    Ir.Term value(Term.Call call, Scope scope) {
        String name = TermResolver.nameOf(call);
        switch (name) {
            case "print" -> {
                diagnostics.error(
                        call.at(),
                        Diagnostics.TYPE_ERROR,
                        "print(...) used as value",
                        "it has no value; write it on a line of its own");
                return new Ir.Constant(BooleanValue.TRUE, call.at());
            }
            case "assign" ->
                diagnostics.error(
                        call.at(),
                        Diagnostics.COMPILE_ERROR,
                        "found := in an expression",
                        "an assignment is a statement of its own; == compares");
            default -> {}
        }
        return call(call, scope, false).call();
    }

    /** A call that stands as a statement: it may have one argument more, which its result must equal. */
    Resolved statement(Term.Call call, Scope scope) {
        return call(call, scope, true);
    }

    private Resolved call(Term.Call call, Scope scope, boolean output) {
        List<Ir.Term> arguments = terms.resolveAll(call.arguments(), scope);
        String name = TermResolver.nameOf(call);
        if (arguments.isEmpty()) {
            Optional<Ir.Term> rule = ruleWithoutArguments(call, name, scope);
            if (rule.isPresent()) {
                return new Resolved(rule.get(), Optional.empty());
            }
        }
        Optional<Callee> callee = find(call, name, scope);
        if (callee.isEmpty()) {
            return new Resolved(new Ir.Constant(BooleanValue.TRUE, call.at()), Optional.empty());
        }
        int arity = callee.get() instanceof Callee.Native builtin
                ? builtin.builtin().arity()
                : ((Callee.Defined) callee.get()).group().arity();
        Optional<Ir.Term> result = Optional.empty();
        if (output && arity >= 0 && arguments.size() == arity + 1) {
            result = Optional.of(arguments.get(arity));
            arguments = arguments.subList(0, arity);
        } else if (arity >= 0 && arguments.size() != arity) {
            arity(call, callee.get(), name, arity);
        }
        Optional<Ir.Term> annotations =
                callee.get() instanceof Callee.Native ? annotations(call, name) : Optional.empty();
        if (annotations.isPresent()) {
            return new Resolved(annotations.get(), result);
        }
        Ir.Term resolved = callee.get() instanceof Callee.Native builtin
                ? new Ir.BuiltinCall(builtin.builtin(), arguments, call.at())
                : new Ir.FunctionCall(((Callee.Defined) callee.get()).group().path(), arguments, call.at());
        return new Resolved(resolved, result);
    }

    /** The annotations that a call gives, which are known by now; empty for any other call. */
    private Optional<Ir.Term> annotations(Term.Call call, String name) {
        if (place == null) {
            return Optional.empty();
        }
        return switch (name) {
            case "rego.metadata.rule" ->
                Optional.of(new Ir.Constant(Annotations.rule(place.module, place.rule, place.alternative), call.at()));
            case "rego.metadata.chain" ->
                Optional.of(new Ir.Constant(
                        tree.annotations().chain(place.module, place.rule, place.alternative), call.at()));
            default -> Optional.empty();
        };
    }

    private Optional<Callee> find(Term.Call call, String name, Scope scope) {
        String head = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        boolean local = !call.infix() && scope.declared(head).isPresent();
        if (local) {
            diagnostics.error(
                    call.at(),
                    Diagnostics.COMPILE_ERROR,
                    "called function " + name + " shadowed",
                    "the variable " + head + " hides the function; name the variable otherwise");
            return Optional.empty();
        }
        if (!call.infix()) {
            Optional<List<String>> path = path(head, name);
            if (path.isPresent()) {
                Optional<RuleGroup> group =
                        tree.find(path.get()).filter(found -> found.kind() == RuleGroup.Kind.FUNCTION);
                if (group.isPresent()) {
                    return Optional.of(new Callee.Defined(group.get()));
                }
                undefined(call, path.get());
                return Optional.empty();
            }
        }
        Optional<Builtin> builtin = tree.builtins().find(name);
        if (builtin.isEmpty()) {
            Optional<String> refusal = tree.builtins().refusal(name);
            diagnostics.error(
                    call.at(),
                    Diagnostics.TYPE_ERROR,
                    refusal.orElse("undefined function " + name),
                    refusal.isPresent() ? Optional.empty() : guess(name));
        } else if (checks.deprecated()
                && tree.builtins().signature(name).filter(Signature::deprecated).isPresent()) {
            diagnostics.error(
                    call.at(),
                    Diagnostics.TYPE_ERROR,
                    "deprecated built-in function calls in expression: " + name,
                    Replaced.by(name));
        }
        return builtin.map(Callee.Native::new);
    }

    private void arity(Term.Call call, Callee callee, String name, int arity) {
        int given = call.arguments().size();
        if (callee instanceof Callee.Defined defined) {
            diagnostics.error(
                    call.at(),
                    Diagnostics.TYPE_ERROR,
                    "function " + defined.group().name() + " has arity " + arity + ", got " + given
                            + (given == 1 ? " argument" : " arguments"),
                    "it is defined at " + defined.group().at());
            return;
        }
        Optional<String> written = tree.builtins().signature(name).map(Signature::toString);
        diagnostics.error(
                call.at(),
                Diagnostics.TYPE_ERROR,
                name + ": arity mismatch: it takes " + arity + (arity == 1 ? " argument" : " arguments") + ", not "
                        + given,
                written.map(signature -> "it is declared as " + signature));
    }

    /** As in OPA a rule p can be defined as p() and called so. */
    private Optional<Ir.Term> ruleWithoutArguments(Term.Call call, String name, Scope scope) {
        String head = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        if (call.infix() || scope.isDeclared(head)) {
            return Optional.empty();
        }
        return path(head, name)
                .filter(path -> tree.find(path)
                        .filter(group -> group.kind() != RuleGroup.Kind.FUNCTION)
                        .isPresent())
                .map(path -> new Ir.Reference(
                        new Ir.Data(call.at()),
                        path.stream()
                                .<Ir.Term>map(step -> new Ir.Constant(StringValue.of(step), call.at()))
                                .toList(),
                        call.at()));
    }

    private void undefined(Term.Call call, List<String> path) {
        String name = "data" + (path.isEmpty() ? "" : ".") + String.join(".", path);
        int given = call.arguments().size();
        if (tree.find(path).filter(rule -> given > 0).isPresent()) {
            diagnostics.error(
                    call.at(),
                    Diagnostics.TYPE_ERROR,
                    "function " + name + " has arity 0, got " + given + (given == 1 ? " argument" : " arguments"),
                    name + " is a rule, not a function; leave the arguments out, or name the rule otherwise if a "
                            + "builtin is meant");
        } else {
            diagnostics.error(call.at(), Diagnostics.TYPE_ERROR, "undefined function " + name, siblings(path));
        }
    }

    /** The path below data that a dotted name means, if its head is data, a rule or an import. */
    private Optional<List<String>> path(String head, String name) {
        Optional<ModuleNames.Target> target = terms.global(head);
        if (target.isEmpty() || target.get().root().equals("input")) {
            return Optional.empty();
        }
        List<String> path = new ArrayList<>(target.get().path());
        if (name.length() > head.length()) {
            path.addAll(List.of(name.substring(head.length() + 1).split("\\.")));
        }
        return Optional.of(path);
    }

    /** Why a builtin of OPA is not there; empty for any other name. */
    Optional<String> refusal(String name) {
        return tree.builtins().refusal(name);
    }

    /** The function that a dotted name means outside a call, for replacing it. */
    Optional<Callee> named(String name) {
        String head = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        return path(head, name)
                .flatMap(tree::find)
                .filter(group -> group.kind() == RuleGroup.Kind.FUNCTION)
                .<Callee>map(Callee.Defined::new)
                .or(() -> tree.builtins().find(name).map(Callee.Native::new));
    }

    private Optional<String> siblings(List<String> path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        return tree.node(path.subList(0, path.size() - 1))
                .flatMap(node -> Suggestion.closest(
                        path.get(path.size() - 1), node.children().keySet()))
                .map(name -> "did you mean " + name + "?")
                .or(() -> Optional.of("no module defines it; is a module missing, or the import misspelt?"));
    }

    private Optional<String> guess(String name) {
        TreeSet<String> known = new TreeSet<>(names.all());
        known.addAll(tree.builtins().names());
        return Suggestion.closest(name, known)
                .map(closest -> "did you mean " + closest + "?")
                .or(() -> Optional.of("define it, or import the package that does; no builtin has this name"));
    }
}
