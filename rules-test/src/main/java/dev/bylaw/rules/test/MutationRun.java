package dev.bylaw.rules.test;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Definition;
import dev.bylaw.rego.Evaluated;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.Mutation;
import dev.bylaw.rego.Mutations;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rule.RuleSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One run of {@link RuleMutations}. Not thread-safe. */
final class MutationRun {
    private static final String TEST_PACKAGE = "_test";
    private static final String TEST = "test_";
    private static final String VIOLATION = "violation";

    /** A fault may make a rule loop over much; a test that takes this long finds it. */
    private static final long STEPS = 20_000_000;

    private static final EvaluationOptions OPTIONS =
            EvaluationOptions.DEFAULT.withErrors(ErrorMode.FAIL).withSteps(STEPS);

    private final NavigableMap<String, String> rules;
    private final NavigableMap<String, RegoModule> modules;
    private final List<Consumer<RuleSource>> more;
    private final Set<RuleMutations.Equivalent> equivalents;
    private final Set<RuleMutations.Equivalent> unused;
    private final List<String> tests;
    private final List<Target> all;
    private final List<Target> wanted;

    /** A module to plant faults in, with the paths of its own tests. */
    private record Target(String name, String file, boolean rule, List<String> tests) {}

    /** Modules that are compiled together, and tests that are asked then. */
    private record Stage(NavigableMap<String, RegoModule> modules, List<String> tests) {}

    MutationRun(
            NavigableMap<String, String> rules,
            NavigableMap<String, String> tests,
            List<Consumer<RuleSource>> more,
            Predicate<String> wanted,
            boolean libraries,
            Set<RuleMutations.Equivalent> equivalents) {
        this.rules = rules;
        this.modules = RegoFiles.modules(rules);
        this.modules.putAll(RegoFiles.modules(tests));
        this.more = more;
        this.equivalents = equivalents;
        this.unused = new HashSet<>(equivalents);
        this.unused.removeIf(equivalent -> !wanted.test(equivalent.name()));
        List<String> paths = Policy.compile(modules.values(), RegoFiles.OPTIONS).definitions().stream()
                .filter(definition -> definition.kind() != Definition.Kind.FUNCTION)
                .map(Definition::path)
                .toList();
        this.tests = paths.stream().filter(MutationRun::isTest).toList();
        this.all = rules.keySet().stream()
                .map(file -> target(modules.get(file), paths))
                .toList();
        this.wanted = all.stream()
                .filter(target -> wanted.test(target.name()) && (target.rule() || libraries))
                .toList();
    }

    private static boolean isTest(String path) {
        return path.startsWith(TEST, path.lastIndexOf('.') + 1);
    }

    private static String nameOf(RegoModule module) {
        return "data." + String.join(".", module.packagePath());
    }

    private Target target(RegoModule module, List<String> paths) {
        String name = nameOf(module);
        boolean rule = paths.contains(name + "." + VIOLATION);
        List<String> own = tests.stream()
                .filter(test -> test.startsWith(name + TEST_PACKAGE + ".") || test.startsWith(name + "." + TEST))
                .toList();
        String shown = rule
                ? String.join("/", module.packagePath()).replace('_', '-')
                : String.join(".", module.packagePath());
        return new Target(shown, module.file(), rule, own);
    }

    MutationReport run() {
        List<MutationReport.Fault> faults = new ArrayList<>();
        for (Target target : wanted) {
            List<Stage> stages = soundStages(target);
            faultsOf(target).forEach(mutation -> tried(target, stages, mutation).ifPresent(faults::add));
        }
        return report(faults);
    }

    /** {@return how many tests the wanted modules have of their own} */
    int tests() {
        return wanted.stream().mapToInt(target -> target.tests().size()).sum();
    }

    /** Leaves out each rule of a name. */
    MutationReport withoutRules(String name) {
        List<MutationReport.Fault> faults = new ArrayList<>();
        for (Target target : wanted) {
            List<Stage> stages = soundStages(target);
            for (Mutation mutation : faultsOf(target)) {
                if (mutation.kind() == Mutation.Kind.BRANCH
                        && mutation.replacement().isEmpty()
                        && mutation.original().startsWith(name)) {
                    tried(target, stages, mutation).ifPresent(faults::add);
                }
            }
        }
        return report(faults);
    }

    MutationReport sample(long seed) {
        List<MutationReport.Fault> faults = new ArrayList<>();
        for (Target target : wanted) {
            List<Stage> stages = soundStages(target);
            Random random = new Random(seed ^ target.name().hashCode());
            List<Mutation> left = new ArrayList<>(faultsOf(target));
            Collections.shuffle(left, random);
            Map<Mutation.Kind, Mutation> picked = new EnumMap<>(Mutation.Kind.class);
            List<Mutation> others = new ArrayList<>();
            int wantedFaults = Mutation.Kind.values().length;
            int found = 0;
            for (Mutation mutation : left) {
                if (picked.containsKey(mutation.kind())) {
                    others.add(mutation);
                    continue;
                }
                Optional<MutationReport.Fault> fault = tried(target, stages, mutation);
                if (fault.isPresent()) {
                    picked.put(mutation.kind(), mutation);
                    faults.add(fault.get());
                    found++;
                }
            }
            for (int i = 0; i < others.size() && found < wantedFaults; i++) {
                Optional<MutationReport.Fault> fault = tried(target, stages, others.get(i));
                if (fault.isPresent()) {
                    faults.add(fault.get());
                    found++;
                }
            }
        }
        return report(faults);
    }

    private MutationReport report(List<MutationReport.Fault> faults) {
        if (!unused.isEmpty()) {
            throw new AssertionError("there are no such faults: " + unused);
        }
        return new MutationReport(faults);
    }

    private List<Mutation> faultsOf(Target target) {
        List<Mutation> faults = new ArrayList<>();
        for (Mutation mutation : Mutations.of(target.file(), rules.get(target.file()))) {
            RuleMutations.Equivalent same =
                    new RuleMutations.Equivalent(target.name(), mutation.original(), mutation.replacement());
            unused.remove(same);
            if (!equivalents.contains(same)) {
                faults.add(mutation);
            }
        }
        return faults;
    }

    /** The stages of a target, whose tests all pass. */
    private List<Stage> soundStages(Target target) {
        List<Stage> stages = stages(target);
        for (Stage stage : stages) {
            failing(Policy.compile(stage.modules().values(), RegoFiles.OPTIONS), stage.tests())
                    .ifPresent(test -> {
                        throw new AssertionError(test + " fails without any fault in " + target.name());
                    });
        }
        failingInJava(target, rules).ifPresent(test -> {
            throw new AssertionError("without any fault in " + target.name() + ", " + test);
        });
        return stages;
    }

    /**
     * First its own tests, without the other rules and their tests where they do not need them. For a library, which others
     * are built on, then the tests of all.
     */
    private List<Stage> stages(Target target) {
        NavigableMap<String, RegoModule> few = new TreeMap<>(modules);
        all.stream().filter(Target::rule).map(Target::file).forEach(few::remove);
        few.put(target.file(), modules.get(target.file()));
        Set<String> own = target.tests().stream()
                .map(test -> test.substring(0, test.lastIndexOf('.')))
                .collect(Collectors.toSet());
        few.values().removeIf(module -> RegoFiles.isTest(module.file()) && !own.contains(nameOf(module)));
        Stage first = new Stage(few, target.tests());
        try {
            if (failing(Policy.compile(few.values(), RegoFiles.OPTIONS), target.tests())
                    .isPresent()) {
                first = new Stage(modules, target.tests());
            }
        } catch (RegoException e) {
            first = new Stage(modules, target.tests());
        }
        if (target.rule()) {
            return List.of(first);
        }
        List<String> others = new ArrayList<>(tests);
        others.removeAll(target.tests());
        return List.of(first, new Stage(modules, others));
    }

    /** What the tests make of a fault; empty where it cannot be compiled. */
    private Optional<MutationReport.Fault> tried(Target target, List<Stage> stages, Mutation mutation) {
        Optional<String> foundBy = Optional.empty();
        for (Stage stage : stages) {
            if (foundBy.isEmpty()) {
                Optional<Policy> policy = compile(stage.modules(), mutation);
                if (policy.isEmpty()) {
                    return Optional.empty();
                }
                foundBy = failing(policy.get(), stage.tests());
            }
        }
        if (foundBy.isEmpty()) {
            NavigableMap<String, String> faulty = new TreeMap<>(rules);
            faulty.put(target.file(), mutation.text());
            foundBy = failingInJava(target, faulty);
        }
        return Optional.of(new MutationReport.Fault(target.name(), mutation, foundBy));
    }

    private static Optional<Policy> compile(NavigableMap<String, RegoModule> modules, Mutation mutation) {
        try {
            NavigableMap<String, RegoModule> faulty = new TreeMap<>(modules);
            String file = mutation.location().file();
            faulty.put(file, RegoModule.parse(file, mutation.text()));
            return Optional.of(Policy.compile(faulty.values(), RegoFiles.OPTIONS));
        } catch (RegoException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> failing(Policy policy, List<String> tests) {
        return tests.stream().filter(test -> !passes(policy, test)).findFirst();
    }

    private Optional<String> failingInJava(Target target, NavigableMap<String, String> texts) {
        RuleSource source = RegoFiles.rules(target.name(), texts);
        for (Consumer<RuleSource> test : more) {
            try {
                test.accept(source);
            } catch (AssertionError | RuntimeException e) {
                return Optional.of("a test in Java fails: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static boolean passes(Policy policy, String test) {
        try {
            Evaluated result = policy.session(ObjectValue.EMPTY, OPTIONS)
                    .evaluate(List.of(test), ObjectValue.EMPTY, Set.of())
                    .get(0);
            return result.value().equals(Optional.of(BooleanValue.TRUE));
        } catch (RegoException e) {
            return false;
        }
    }
}
