package dev.bylaw.rego.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.Evaluated;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * The law of possible worlds: what a policy says about a document with hidden places holds however these are filled.
 *
 * <p>A member without doubt is there in every filling; a result without any doubt is the result of every filling. A
 * filling in which the policy contradicts itself (two values for one thing) is an error there, and says nothing.
 */
class PossibleWorldsTest {
    private static final int FILLINGS = 8;

    @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
    void holdsInEveryFilling(@ForAll Random random) {
        holdsInEveryFilling(compiled(() -> PolicyGenerator.module(random)), random);
    }

    @Property(tries = 15_000, shrinking = ShrinkingMode.OFF)
    void holdsForEachWayOfReading(@ForAll Random random) {
        holdsInEveryFilling(compiled(() -> FocusedPolicy.module(random)), random);
    }

    /** The first module whose types fit. */
    private static String compiled(Supplier<String> modules) {
        for (int i = 0; ; i++) {
            String module = modules.get();
            try {
                Policy.compile(List.of(RegoModule.parse("p.rego", module)));
                return module;
            } catch (RegoException e) {
                if (i > 100 || !e.errors().get(0).code().equals("rego_type_error")) {
                    throw e;
                }
            }
        }
    }

    private static void holdsInEveryFilling(String module, Random random) {
        Policy policy = Policy.compile(List.of(RegoModule.parse("p.rego", module)));
        WorldGenerator worlds = new WorldGenerator(random);
        WorldGenerator.ObjectPlan plan = worlds.document();
        ObjectValue hidden = (ObjectValue) WorldGenerator.hidden(plan);
        ErrorMode errors = random.nextBoolean() ? ErrorMode.DOUBT : ErrorMode.UNDEFINED;
        Optional<Evaluated> known = evaluate(policy, hidden, errors);
        if (known.isEmpty()) {
            return;
        }
        Evaluated result = known.get();
        SetValue found = (SetValue) result.value().orElseThrow();
        boolean certain = result.doubt().isNone() && found.doubt().isNone();
        Set<Value> definite = new TreeSet<>();
        for (int i = 0; i < found.size(); i++) {
            if (result.doubt().isNone()
                    && found.memberDoubt(i).isNone()
                    && found.get(i).doubt().isNone()) {
                definite.add(found.get(i));
            }
        }
        for (int i = 0; i < FILLINGS; i++) {
            ObjectValue filling = (ObjectValue) worlds.filled(plan);
            Optional<Evaluated> filled = evaluate(policy, filling, errors);
            if (filled.isEmpty()) {
                continue;
            }
            Evaluated world = filled.get();
            SetValue there = (SetValue) world.value().orElseThrow();
            String what = module + "\nhidden: " + hidden + " in doubt: " + hidden.doubt() + "\nfilled: " + filling
                    + "\nfound: " + found + " in doubt: " + found.doubt();
            if (!world.errors().isEmpty()) {
                continue;
            }
            if (certain) {
                assertThat(there).as(what).isEqualTo(found);
            } else {
                assertThat(there.members()).as(what).containsAll(definite);
            }
        }
    }

    /** What the policy says; empty where it contradicts itself and that is an error. */
    private static Optional<Evaluated> evaluate(Policy policy, ObjectValue input, ErrorMode errors) {
        try {
            return Optional.of(policy.session(ObjectValue.EMPTY, EvaluationOptions.DEFAULT.withErrors(errors))
                    .evaluate(List.of("data.p.violation"), input, Set.of())
                    .get(0));
        } catch (RegoException e) {
            assertThat(errors).isEqualTo(ErrorMode.UNDEFINED);
            assertThat(e.errors()).allSatisfy(error -> assertThat(error.code()).isEqualTo("eval_conflict_error"));
            return Optional.empty();
        }
    }
}
