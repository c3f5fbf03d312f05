package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.RegoVersion;
import dev.bylaw.rego.internal.builtin.BuiltinSet;
import dev.bylaw.rego.internal.syntax.Body;
import dev.bylaw.rego.internal.syntax.SourceModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A policy after all checks: the rule tree with resolved and ordered rules, and what depends on what. Immutable. */
public final class Program {
    private final List<SourceModule> modules;
    private final RuleTree tree;
    private final Recursion recursion;

    private Program(List<SourceModule> modules, RuleTree tree, Recursion recursion) {
        this.modules = modules;
        this.tree = tree;
        this.recursion = recursion;
    }

    /**
     * Runs all stages.
     *
     * @param modules the modules, in an order that does not matter
     * @param checks what is an error
     * @param builtins what they may call besides their own functions
     * @return the program
     * @throws dev.bylaw.rego.RegoException with every error that was found
     */
    public static Program compile(List<SourceModule> modules, Checks checks, BuiltinSet builtins) {
        Diagnostics diagnostics = new Diagnostics();
        RuleTree tree = RuleTree.of(modules, builtins, diagnostics);
        AnnotationCheck annotations = new AnnotationCheck(diagnostics);
        modules.forEach(annotations::check);
        for (SourceModule module : modules) {
            new RuleResolver(module, tree, diagnostics, checks.in(module.version())).resolveAll();
        }
        // Safety would only repeat what names that do not resolve have caused.
        diagnostics.throwIfAny();
        Safety safety = new Safety(diagnostics);
        tree.groups().forEach(safety::order);
        diagnostics.throwIfAny();
        Recursion recursion = Recursion.check(tree, diagnostics);
        diagnostics.throwIfAny();
        return new Program(List.copyOf(modules), tree, recursion);
    }

    /** {@return the modules as parsed} */
    public List<SourceModule> modules() {
        return modules;
    }

    /** {@return the rules} */
    public RuleTree tree() {
        return tree;
    }

    /** {@return what depends on what} */
    public Recursion recursion() {
        return recursion;
    }

    /**
     * A query against this program.
     *
     * @param block its statements in order
     * @param variables its named variables, which are its bindings
     */
    public record Query(Ir.Block block, Map<String, Variable> variables) {}

    /**
     * Resolves and orders a query.
     *
     * @param body the query as parsed
     * @param file the name of its source
     * @return the resolved query
     * @throws dev.bylaw.rego.RegoException with every error that was found
     */
    public Query query(Body body, String file) {
        return query(
                body,
                new SourceModule(
                        file,
                        List.of(),
                        new RegoLocation(file, 1, 1, 1, 1),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        RegoVersion.V1));
    }

    /**
     * Resolves and orders a query that stands in a module.
     *
     * @param body the query as parsed
     * @param module the module whose rules and imports it sees
     * @return the resolved query
     * @throws dev.bylaw.rego.RegoException with every error that was found
     */
    public Query query(Body body, SourceModule module) {
        Diagnostics diagnostics = new Diagnostics();
        BodyResolver resolver = new BodyResolver(module, tree, diagnostics, Checks.USUAL);
        Scope scope = new Scope(null, Mentions.of(Optional.of(body), List.of()));
        Ir.Block block = resolver.block(body, scope);
        diagnostics.throwIfAny();
        Ir.Block ordered = new Safety(diagnostics).order(block, List.of(), Set.of(), Set.of());
        diagnostics.throwIfAny();
        return new Query(ordered, scope.named());
    }
}
