package dev.bylaw.rego;

import dev.bylaw.rego.internal.builtin.BuiltinSet;
import dev.bylaw.rego.internal.compile.Checks;
import dev.bylaw.rego.internal.compile.Diagnostics;
import dev.bylaw.rego.internal.compile.LiteralMembers;
import dev.bylaw.rego.internal.compile.LiteralPaths;
import dev.bylaw.rego.internal.compile.Program;
import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.eval.Plan;
import dev.bylaw.rego.internal.eval.QueryPlan;
import dev.bylaw.rego.internal.syntax.Body;
import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.Parser;
import dev.bylaw.rego.internal.syntax.SourceModule;
import dev.bylaw.rego.internal.types.TypeChecker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A compiled policy: modules that were checked together. Immutable and thread-safe; compile it once, then prepare
 * queries or open sessions from as many threads as you like.
 *
 * <pre>{@code
 * Policy policy = Policy.compile(List.of(RegoModule.parse("p.rego", text)));
 * QueryResult result = policy.prepare("data.example.allow").evaluate(input, ObjectValue.EMPTY, EvaluationOptions.DEFAULT);
 * }</pre>
 */
public final class Policy {
    /** The file that the text of a query has in locations. */
    static final String QUERY = "query";

    private final List<RegoModule> modules;
    private final Options options;
    private final Plan plan;
    private final TypeChecker types;

    private Policy(List<RegoModule> modules, Options options, Plan plan, TypeChecker types) {
        this.modules = modules;
        this.options = options;
        this.plan = plan;
        this.types = types;
    }

    /**
     * How modules are compiled.
     *
     * @param strictReferences whether a reference to what a package of the policy does not define is an error; right where
     *     no base document lies under the packages
     * @param observed whether evaluations can be recorded, see {@link Recorder}; they are slower then
     * @param capabilities what is granted besides the builtins that compute
     * @param strict whether unused imports, variables and parameters, and deprecated builtins in every module, are errors,
     *     as for {@code opa check --strict}
     * @param schemas the JSON schemas that metadata may name, by name: "schema.users"; the one
     *     named "schema" describes the input of all rules. Where there are none, names in metadata are ignored
     *     as by {@code opa}; definitions in the metadata itself always count
     */
    public record Options(
            boolean strictReferences,
            boolean observed,
            Capabilities capabilities,
            boolean strict,
            Map<String, ObjectValue> schemas) {
        /** References may lead into base documents, nothing is recorded, nothing is granted. */
        public static final Options DEFAULT = new Options(false, false);

        /** Checks that nothing is missing. */
        public Options {
            Objects.requireNonNull(capabilities, "capabilities is null");
            schemas = Map.copyOf(schemas);
        }

        /**
         * Options without grants.
         *
         * @param strictReferences whether a reference to what a package of the policy does not define is an error
         * @param observed whether evaluations can be recorded
         */
        public Options(boolean strictReferences, boolean observed) {
            this(strictReferences, observed, Capabilities.NONE);
        }

        /**
         * Options without strict checks.
         *
         * @param strictReferences whether a reference to what a package of the policy does not define is an error
         * @param observed whether evaluations can be recorded
         * @param capabilities what is granted besides the builtins that compute
         */
        public Options(boolean strictReferences, boolean observed, Capabilities capabilities) {
            this(strictReferences, observed, capabilities, false, Map.of());
        }

        /**
         * {@return the same options with other capabilities}
         *
         * @param granted what policies may use besides what is always there
         */
        public Options withCapabilities(Capabilities granted) {
            return new Options(strictReferences, observed, granted, strict, schemas);
        }

        /** {@return the same options, strict or not} */
        public Options withStrict(boolean wanted) {
            return new Options(strictReferences, observed, capabilities, wanted, schemas);
        }

        /** {@return the same options with other schemas} */
        public Options withSchemas(Map<String, ObjectValue> given) {
            return new Options(strictReferences, observed, capabilities, strict, given);
        }
    }

    /**
     * Compiles modules as OPA does.
     *
     * @param modules the modules, in any order
     * @return the policy
     * @throws RegoException with every error that was found
     */
    public static Policy compile(Collection<RegoModule> modules) {
        return compile(modules, Options.DEFAULT);
    }

    /**
     * Compiles modules.
     *
     * @param modules the modules, in any order
     * @param options how
     * @return the policy
     * @throws RegoException with every error that was found
     */
    public static Policy compile(Collection<RegoModule> modules, Options options) {
        Objects.requireNonNull(options, "options is null");
        List<RegoModule> sorted = new ArrayList<>(modules);
        // The order of files must not show in results.
        sorted.sort(Comparator.comparing(RegoModule::file));
        List<SourceModule> sources = sorted.stream().map(RegoModule::source).toList();
        BuiltinSet builtins = new BuiltinSet(options.capabilities());
        return Exhaustion.guarded(Diagnostics.COMPILE_ERROR, "the policy", () -> {
            Program program = Program.compile(
                    sources, new Checks(options.strictReferences(), options.strict(), options.strict()), builtins);
            TypeChecker types = TypeChecker.check(program, options.schemas());
            return new Policy(List.copyOf(sorted), options, Plan.of(program, options.observed()), types);
        });
    }

    /** {@return the modules, sorted by file} */
    public List<RegoModule> modules() {
        return modules;
    }

    /** {@return everything the modules define, in the order of the modules} */
    public List<Definition> definitions() {
        List<Definition> all = new ArrayList<>();
        for (RuleGroup group : plan.program().tree().groups()) {
            List<RegoLocation> places =
                    group.sources().stream().map(source -> source.rule().at()).toList();
            all.add(new Definition(group.name(), kind(group), group.arity(), places));
        }
        return all;
    }

    /**
     * How the rules look into {@code input} and {@code data}, to compare it with what is there.
     *
     * @return the references in the order of the modules; those to documents that {@code with} replaces are left out
     */
    public List<LiteralReference> references() {
        return LiteralPaths.of(plan.program().tree());
    }

    /** {@return the objects that rules write out as members of their sets, in the order of the modules} */
    public List<LiteralMember> literalMembers() {
        return LiteralMembers.of(plan.program().tree());
    }

    private static Definition.Kind kind(RuleGroup group) {
        return switch (group.kind()) {
            case COMPLETE -> Definition.Kind.COMPLETE;
            case SET -> Definition.Kind.PARTIAL_SET;
            case OBJECT -> Definition.Kind.PARTIAL_OBJECT;
            case FUNCTION -> Definition.Kind.FUNCTION;
        };
    }

    /**
     * Prepares a query.
     *
     * @param query Rego text, for example {@code data.example.allow == true} or {@code x = data.example.names[_]}
     * @return the query, to be evaluated many times
     * @throws RegoException if the query cannot be parsed or compiled
     */
    public PreparedQuery prepare(String query) {
        return Exhaustion.guarded(Diagnostics.COMPILE_ERROR, "the query", () -> {
            Body body = Parser.parseQuery(QUERY, query);
            return prepare(query, body, plan.program().query(body, QUERY));
        });
    }

    /**
     * Prepares a query that stands in a module.
     *
     * @param query Rego text
     * @param place a module whose package and imports the query sees; its rules do not count
     * @return the query, to be evaluated many times
     * @throws RegoException if the query cannot be parsed or compiled
     */
    public PreparedQuery prepare(String query, RegoModule place) {
        return Exhaustion.guarded(Diagnostics.COMPILE_ERROR, "the query", () -> {
            Body body = Parser.parseQuery(QUERY, query);
            return prepare(query, body, plan.program().query(body, place.source()));
        });
    }

    private PreparedQuery prepare(String query, Body body, Program.Query resolved) {
        List<RegoLocation> expressions = new ArrayList<>();
        for (Expr expression : body.expressions()) {
            if (!(expression instanceof Expr.SomeDeclaration)) {
                expressions.add(expression.at());
            }
        }
        Program.Query checked = types.check(resolved);
        return new PreparedQuery(this, query, QueryPlan.of(plan, checked, expressions), expressions);
    }

    /**
     * Opens a session: evaluations over one base document that share what does not depend on the input.
     *
     * @param data the base document
     * @param options how to behave
     * @return the session, for one thread
     */
    public Session session(ObjectValue data, EvaluationOptions options) {
        return new Session(plan, data, options);
    }

    /**
     * Opens an explainer, which says how rules come to what they give.
     *
     * @param data the base document
     * @param options how to behave
     * @return the explainer, for one thread
     */
    public Explainer explainer(ObjectValue data, EvaluationOptions options) {
        return new Explainer(plan, data, options);
    }

    Plan plan() {
        return plan;
    }

    Options options() {
        return options;
    }
}
