package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.Diagnostics;
import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.compile.Program;
import dev.bylaw.rego.internal.compile.Recursion;
import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.compile.RuleTree;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the types of a whole policy and, afterwards, of queries against it. Thread-safe once the policy is checked. */
public final class TypeChecker {
    private final RuleTree tree;
    private final Recursion recursion;
    private final TypeTree documents = new TypeTree();
    private final Replacements replacements;
    private final SchemaAnnotations schemas;

    private TypeChecker(Program program, Map<String, ObjectValue> schemas) {
        this.schemas = new SchemaAnnotations(program.modules(), schemas);
        this.tree = program.tree();
        this.recursion = program.recursion();
        this.replacements = new Replacements(tree, recursion);
    }

    /**
     * Checks all rules of a program.
     *
     * @param program the program
     * @param schemas the JSON schemas that metadata may name, by name: "schema.users"; that of the name "schema" itself
     *     describes the input everywhere
     * @return the checker, which knows the types of the rules
     * @throws dev.bylaw.rego.RegoException with every error that was found
     */
    public static TypeChecker check(Program program, Map<String, ObjectValue> schemas) {
        TypeChecker checker = new TypeChecker(program, schemas);
        Diagnostics diagnostics = new Diagnostics();
        ObjectValue input = schemas.get("schema");
        if (input != null) {
            try {
                checker.documents.put(List.of(Environment.INPUT), SchemaShapes.of(input));
            } catch (SchemaShapes.SchemaException e) {
                throw new RegoException(
                        List.of(new RegoError(Diagnostics.TYPE_ERROR, e.getMessage(), Optional.empty())));
            }
        }
        BitSet done = new BitSet();
        for (RuleGroup group : program.tree().groups()) {
            checker.inOrder(group.id(), done, diagnostics);
        }
        diagnostics.throwIfAny();
        return checker;
    }

    /**
     * Checks a query.
     *
     * @param query a query against the program
     * @return the query
     * @throws dev.bylaw.rego.RegoException with every error that was found
     */
    public Program.Query check(Program.Query query) {
        Diagnostics diagnostics = new Diagnostics();
        Environment environment = Environment.of(documents).nested();
        // The table of replacements is not for several threads.
        BodyCheck.check(query.block(), environment, new Replacements(tree, recursion))
                .report(diagnostics);
        diagnostics.throwIfAny();
        return query;
    }

    /** Checks a group behind those that it depends on; the way there is as long as the longest chain of rules. */
    private void inOrder(int start, BitSet done, Diagnostics diagnostics) {
        List<Integer> open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            int id = open.get(open.size() - 1);
            if (done.get(id)) {
                open.remove(open.size() - 1);
                continue;
            }
            int before = open.size();
            for (int used : recursion.dependencies(id)) {
                if (!done.get(used)) {
                    open.add(used);
                }
            }
            if (open.size() == before) {
                done.set(id);
                open.remove(open.size() - 1);
                group(tree.groups().get(id), diagnostics);
            }
        }
    }

    private void group(RuleGroup group, Diagnostics diagnostics) {
        Map<RegoLocation, RuleGroup.Source> sources = new HashMap<>();
        group.sources().forEach(source -> sources.putIfAbsent(source.rule().at(), source));
        for (Ir.Rule rule : group.rules()) {
            rule(group, rule, Optional.ofNullable(sources.get(rule.at())), diagnostics);
        }
        group.defaultRule()
                .ifPresent(rule -> rule(group, rule, Optional.ofNullable(sources.get(rule.at())), diagnostics));
    }

    private void rule(RuleGroup group, Ir.Rule rule, Optional<RuleGroup.Source> written, Diagnostics diagnostics) {
        for (Ir.Branch branch : rule.branches()) {
            Environment around = Environment.of(documents).nested();
            TypeErrors errors = new TypeErrors();
            written.ifPresent(source -> schemas.apply(group, source, around, errors));
            Environment environment = around.nested();
            errors.addAll(BodyCheck.check(
                            branch,
                            () -> rule.parameters().forEach(parameter -> parameter(parameter, environment)),
                            environment,
                            replacements)
                    .found());
            List<Value> path = BodyCheck.named(Environment.DATA, group.path());
            if (!errors.isEmpty()) {
                errors.report(diagnostics);
                // Whatever refers to the rule is not to blame; of an object with any keys, it is known that it is one.
                for (Ir.Term key : branch.keys()) {
                    path.add(key instanceof Ir.Constant constant ? constant.value() : NullValue.NULL);
                }
                documents.put(path, Shape.ANY);
                continue;
            }
            shape(group, rule, branch, environment, path).ifPresent(shape -> documents.insert(path, shape));
        }
    }

    /** The shape of what a branch defines, at its path; constants of its name are added to the path. */
    private static Optional<Shape> shape(
            RuleGroup group, Ir.Rule rule, Ir.Branch branch, Environment environment, List<Value> path) {
        Shape value = environment.shape(branch.value());
        if (group.kind() == RuleGroup.Kind.FUNCTION) {
            List<Shape> parameters = new ArrayList<>();
            for (Ir.Term parameter : rule.parameters()) {
                parameters.add(parameter(parameter, environment));
            }
            return Optional.of(Shape.function(parameters, Optional.empty(), value));
        }
        if (value == Shape.Simple.UNKNOWN) {
            return Optional.empty();
        }
        boolean isSet = group.kind() == RuleGroup.Kind.SET
                || group.kind() == RuleGroup.Kind.OBJECT
                        && group.isSetLeaf(rule)
                        && !branch.keys().isEmpty();
        Shape shape = isSet ? Shape.set(value) : value;
        List<Ir.Term> keys = branch.keys();
        int fixed = 0;
        while (fixed < keys.size() && keys.get(fixed) instanceof Ir.Constant constant) {
            path.add(constant.value());
            fixed++;
        }
        for (int i = keys.size() - 1; i >= fixed; i--) {
            Shape key = environment.shape(keys.get(i));
            if (key == Shape.Simple.UNKNOWN) {
                return Optional.empty();
            }
            shape = Shape.object(Map.of(), Optional.of(new Shape.Rest(key, shape)));
        }
        return Optional.of(shape);
    }

    /** The shape of a parameter; what the body does not look at may be anything. */
    private static Shape parameter(Ir.Term parameter, Environment environment) {
        if (parameter instanceof Ir.Local local) {
            Optional<Shape> known = environment.find(local.variable()).filter(shape -> shape != Shape.Simple.UNKNOWN);
            if (known.isEmpty()) {
                environment.put(local.variable(), Shape.ANY);
            }
        } else if (parameter instanceof Ir.ArrayOf array) {
            array.items().forEach(item -> parameter(item, environment));
        } else if (parameter instanceof Ir.ObjectOf object) {
            object.values().forEach(value -> parameter(value, environment));
        }
        return environment.shape(parameter);
    }
}
