package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.internal.builtin.Builtin;
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

    CallResolver(TermResolver terms, RuleTree tree, ModuleNames names, Diagnostics diagnostics) {
        this.terms = terms;
        this.tree = tree;
        this.names = names;
        this.diagnostics = diagnostics;
    }

    /** A call that is used for its value. */
    Ir.Term value(Term.Call call, Scope scope) {
        String name = TermResolver.nameOf(call);
        switch (name) {
            case "print" -> {
                diagnostics.error(
                        call.at(),
                        Diagnostics.TYPE_ERROR,
                        "print(...) used as value; it has none, write it on a line of its own");
                return new Ir.Constant(BooleanValue.TRUE, call.at());
            }
            case "assign" ->
                diagnostics.error(
                        call.at(),
                        Diagnostics.COMPILE_ERROR,
                        "found := in an expression; it is a statement of its own");
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
            diagnostics.error(
                    call.at(),
                    Diagnostics.TYPE_ERROR,
                    name + ": arity mismatch: it takes " + arity + (arity == 1 ? " argument" : " arguments") + ", not "
                            + arguments.size());
        }
        Ir.Term resolved = callee.get() instanceof Callee.Native builtin
                ? new Ir.BuiltinCall(builtin.builtin(), arguments, call.at())
                : new Ir.FunctionCall(((Callee.Defined) callee.get()).group().path(), arguments, call.at());
        return new Resolved(resolved, result);
    }

    private Optional<Callee> find(Term.Call call, String name, Scope scope) {
        String head = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        if (!call.infix() && scope.declared(head).isEmpty()) {
            Optional<List<String>> path = path(head, name);
            if (path.isPresent()) {
                Optional<RuleGroup> group =
                        tree.find(path.get()).filter(found -> found.kind() == RuleGroup.Kind.FUNCTION);
                if (group.isPresent()) {
                    return Optional.of(new Callee.Defined(group.get()));
                }
                if (tree.builtins().find(name).isEmpty()) {
                    diagnostics.error(
                            call.at(),
                            Diagnostics.TYPE_ERROR,
                            "undefined function " + RuleTree.nameOf(path.get()) + siblings(path.get()));
                    return Optional.empty();
                }
            }
        }
        Optional<Builtin> builtin = tree.builtins().find(name);
        if (builtin.isEmpty()) {
            diagnostics.error(
                    call.at(),
                    Diagnostics.TYPE_ERROR,
                    tree.builtins().refusal(name).orElseGet(() -> "undefined function " + name + guess(name)));
        }
        return builtin.map(Callee.Native::new);
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

    private String siblings(List<String> path) {
        if (path.isEmpty()) {
            return "";
        }
        return tree.node(path.subList(0, path.size() - 1))
                .map(node -> Suggestion.hint(
                        path.get(path.size() - 1), node.children().keySet()))
                .orElse("");
    }

    private String guess(String name) {
        TreeSet<String> known = new TreeSet<>(names.all());
        known.addAll(tree.builtins().names());
        return Suggestion.hint(name, known);
    }
}
