package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.internal.builtin.Builtin;
import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.Term;
import dev.bylaw.rego.internal.syntax.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves {@code with} modifiers. */
final class WithResolver {
    private final TermResolver terms;
    private final RuleTree tree;
    private final Diagnostics diagnostics;

    WithResolver(TermResolver terms, RuleTree tree, Diagnostics diagnostics) {
        this.terms = terms;
        this.tree = tree;
        this.diagnostics = diagnostics;
    }

    List<Ir.With> resolve(List<Expr.With> modifiers, Scope scope) {
        List<Ir.With> resolved = new ArrayList<>();
        for (Expr.With modifier : modifiers) {
            resolve(modifier, scope).ifPresent(resolved::add);
        }
        return resolved;
    }

    private Optional<Ir.With> resolve(Expr.With modifier, Scope scope) {
        RegoLocation at = modifier.at();
        Optional<String> name = Terms.dottedName(modifier.target());
        Optional<CallResolver.Callee> callee = name.flatMap(terms.calls()::named);
        if (callee.isPresent()) {
            return Optional.of(function(callee.get(), modifier, scope));
        }
        Term.Var head = modifier.target() instanceof Term.Var variable
                ? variable
                : modifier.target() instanceof Term.Ref ref && ref.head() instanceof Term.Var variable
                        ? variable
                        : null;
        Optional<ModuleNames.Target> target = head == null ? Optional.empty() : terms.global(head.name());
        if (target.isEmpty()) {
            diagnostics.error(
                    at,
                    Diagnostics.TYPE_ERROR,
                    name.flatMap(terms.calls()::refusal)
                            .orElse("with keyword target must reference existing input, data, or a function"),
                    "write `with input.x as`, `with data.x as`, or the name of a function as it is called");
            return Optional.empty();
        }
        Ir.Term resolved = terms.resolve(modifier.target(), scope);
        List<Ir.Term> path = resolved instanceof Ir.Reference reference ? reference.operands() : List.of();
        if (!target.get().root().equals("input") && isWithinRule(path)) {
            diagnostics.error(
                    modifier.target().at(),
                    Diagnostics.COMPILE_ERROR,
                    "with keyword cannot partially replace virtual document(s)",
                    "replace the whole rule, or the input or data that it looks at");
        }
        Ir.Term value = terms.resolve(modifier.value(), scope);
        return Optional.of(
                target.get().root().equals("input")
                        ? new Ir.With.OnInput(path, value, at)
                        : new Ir.With.OnData(path, value, at));
    }

    /** Whether a path goes on behind the name of a rule. */
    private boolean isWithinRule(List<Ir.Term> path) {
        RuleTree.Node node = tree.root();
        for (Ir.Term step : path) {
            if (node.group().isPresent()) {
                return true;
            }
            if (!(step instanceof Ir.Constant constant) || !(constant.value() instanceof StringValue name)) {
                return false;
            }
            Optional<RuleTree.Node> child = Optional.ofNullable(node.children().get(name.value()));
            if (child.isEmpty()) {
                return false;
            }
            node = child.get();
        }
        return false;
    }

    /** Reports a builtin that cannot be replaced. */
    private void checkReplaceable(CallResolver.Callee target, Expr.With modifier) {
        if (!(target instanceof CallResolver.Callee.Native builtin)) {
            return;
        }
        String name = builtin.builtin().name();
        String before = "with keyword replacing built-in function: ";
        String wrong = "";
        if (List.of("eq", "rego.metadata.chain", "rego.metadata.rule").contains(name)) {
            wrong = "replacement of \"" + name + "\" invalid";
        } else if (name.startsWith("internal.")) {
            wrong = "replacement of internal function \"" + name + "\" invalid";
        } else if (builtin.builtin() instanceof Builtin.Relation) {
            wrong = "target must not be a relation";
        } else if (name.equals("print")) {
            wrong = "target must not be a void function";
        }
        if (!wrong.isEmpty()) {
            diagnostics.error(
                    modifier.target().at(),
                    Diagnostics.COMPILE_ERROR,
                    before + wrong,
                    "put the call into a function of your own and replace that");
        }
    }

    private Ir.With function(CallResolver.Callee target, Expr.With modifier, Scope scope) {
        checkReplaceable(target, modifier);
        Optional<CallResolver.Callee> replacement =
                Terms.dottedName(modifier.value()).flatMap(terms.calls()::named);
        if (replacement.isPresent()) {
            int wanted = arity(target);
            int found = arity(replacement.get());
            if (wanted != found && wanted >= 0 && found >= 0) {
                diagnostics.error(
                        modifier.at(),
                        Diagnostics.TYPE_ERROR,
                        name(target) + ": arity mismatch: it takes " + wanted + ", its replacement " + found,
                        "replace a function by one with as many parameters, or by the value that each call gives");
            }
            return new Ir.With.FunctionByFunction(name(target), name(replacement.get()), modifier.at());
        }
        return new Ir.With.FunctionByValue(name(target), terms.resolve(modifier.value(), scope), modifier.at());
    }

    /** The name by which calls of a function are found: of a builtin its own, of others the path from data. */
    private static String name(CallResolver.Callee callee) {
        return callee instanceof CallResolver.Callee.Native builtin
                ? builtin.builtin().name()
                : ((CallResolver.Callee.Defined) callee).group().name();
    }

    private static int arity(CallResolver.Callee callee) {
        return callee instanceof CallResolver.Callee.Native builtin
                ? builtin.builtin().arity()
                : ((CallResolver.Callee.Defined) callee).group().arity();
    }
}
