package dev.bylaw.rules.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.PolicyEngine;
import dev.bylaw.report.Report;
import dev.bylaw.rule.Findings;
import dev.bylaw.rule.Node;
import dev.bylaw.rule.Read;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.RuleSource;
import dev.bylaw.rule.Severity;
import dev.bylaw.rule.Subject;
import dev.bylaw.rule.SubjectKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import net.jqwik.api.Example;

/** Rules that break a law are found, and rules that keep them are not. */
class LawsTest {
    private static final DataProduct PRODUCT = new DataProduct(
            List.of(),
            List.of(model("a", Map.of("owner", "sales", "sla", "24 hours")), model("b", Map.of("owner", "sales"))),
            Optional.empty(),
            Optional.of("athena"));

    private static final int OWNER_OF_A = 0;

    private static Drafts.Model model(String name, Map<String, String> meta) {
        Drafts.Column id = new Drafts.Column(
                "id",
                Drafts.Shape.LITERAL,
                0,
                true,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of());
        return new Drafts.Model(
                name,
                "",
                0,
                false,
                false,
                Optional.empty(),
                Map.of(),
                new TreeMap<>(meta),
                List.of(),
                List.of(),
                List.of(id));
    }

    private record Java(BiConsumer<Subject, Findings> check) implements Rule {
        @Override
        public RuleMetadata metadata() {
            return RuleMetadata.builder("acme/trustworthy/lawless")
                    .title("A rule")
                    .description("Does something.")
                    .severity(Severity.ERROR)
                    .subject(SubjectKind.MODEL)
                    .since("1.0.0")
                    .remedy("Repair it.")
                    .build();
        }

        @Override
        public void check(Subject model, Findings findings) {
            check.accept(model, findings);
        }
    }

    private static Node owner(Subject model) {
        return model.get("config").get("meta").get("owner");
    }

    private static void breaks(BiConsumer<Subject, Findings> check, Consumer<Laws> law, String why) {
        assertThatThrownBy(() -> law.accept(RuleTester.of(new Java(check)).laws()))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }

    private static Map<Integer, Optional<String>> owner(Optional<String> value) {
        return Map.of(OWNER_OF_A, value);
    }

    @Example
    void areKeptByRulesThatLeaveUnknownsToTheEngine() {
        BiConsumer<Subject, Findings> owned = (model, findings) -> {
            if (!owner(model).text().equals(Optional.of("sales"))) {
                findings.violation(owner(model), "no owner");
            }
        };
        Laws laws = RuleTester.of(new Java(owned)).laws();
        laws.neverFails(PRODUCT);
        laws.saysTheSameAgain(PRODUCT);
        laws.ignoresTheOrder(PRODUCT);
        for (Optional<String> value : List.of(Optional.of("sales"), Optional.of("x"), Optional.<String>empty())) {
            laws.holdsInEveryWorld(PRODUCT, Set.of(OWNER_OF_A), owner(value));
        }
    }

    @Example
    void findRulesThatTakeTheUnknownForAbsent() {
        breaks(
                (model, findings) -> {
                    Read<String> owner = owner(model).read(Node::text);
                    if (owner instanceof Read.Unknown<String>) {
                        findings.violation("no owner");
                    }
                },
                laws -> laws.holdsInEveryWorld(PRODUCT, Set.of(OWNER_OF_A), owner(Optional.of("sales"))),
                "certain while something is hidden, and not there in every world: ");
    }

    @Example
    void findRulesThatPassWhatTheyDoNotKnow() {
        breaks(
                (model, findings) -> {
                    Read<String> owner = owner(model).read(Node::text);
                    if (owner instanceof Read.Absent<String>) {
                        findings.violation("no owner");
                    }
                },
                laws -> laws.holdsInEveryWorld(PRODUCT, Set.of(OWNER_OF_A), owner(Optional.empty())),
                "decided while something is hidden, and another violation in a world: ");
    }

    @Example
    void findRulesThatTakeModelsNobodyKnowsForAbsent() {
        Set<Integer> packageIsMissing = Set.of(Laws.MASK - 1);
        BiConsumer<Subject, Findings> alone = (model, findings) -> {
            Optional<Integer> models = model.workspace()
                    .get("models")
                    .read(node -> Optional.of(node.size()))
                    .known();
            findings.violation("there are " + models);
        };
        breaks(
                alone,
                laws -> laws.holdsInEveryWorld(PRODUCT, packageIsMissing, Map.of()),
                "certain while something is hidden, and not there in every world: ");
        RuleTester.of(new Java((model, findings) -> findings.violation(
                        "there are " + model.workspace().get("models").size())))
                .laws()
                .holdsInEveryWorld(PRODUCT, packageIsMissing, Map.of(7, Optional.empty()));
    }

    @Example
    void findRulesThatFail() {
        breaks(
                (model, findings) -> {
                    throw new IllegalStateException("oh");
                },
                laws -> laws.neverFails(PRODUCT),
                "a rule fails: problem");
    }

    @Example
    void findRulesThatRemember() {
        AtomicInteger asked = new AtomicInteger();
        breaks(
                (model, findings) -> findings.violation("model " + asked.incrementAndGet()),
                laws -> laws.saysTheSameAgain(PRODUCT),
                "another check of the same product says something else");
        AtomicInteger again = new AtomicInteger();
        breaks(
                (model, findings) -> findings.violation("model " + again.incrementAndGet()),
                laws -> laws.ignoresTheOrder(PRODUCT),
                "properties in another order: not there any more");
    }

    @Example
    void knowWhatRulesInRegoRead() {
        Laws laws = RuleTester.of(TestRules.OWNED).laws();
        laws.ignoresWhatItDoesNotRead(PRODUCT, place -> true);
        Reads reads = new Reads(List.of(TestRules.OWNED));
        RuleMetadata rule = RuleTester.of(TestRules.OWNED)
                .model("orders")
                .sql("select 1 as id")
                .check("acme/discoverable/owned-models")
                .report()
                .rules()
                .get(0)
                .rule();
        assertThat(reads.mayRead(rule, "config/meta/owner")).isTrue();
        assertThat(reads.mayRead(rule, "config/format")).isFalse();
        assertThat(reads.mayRead(rule, "columns/id/meta/owner")).isFalse();
        assertThat(reads.knows(new Java((model, findings) -> {}).metadata())).isFalse();
    }

    @Example
    void takeWhatIsHandedOnAsAWholeForRead() {
        RuleSource rules = TestRules.of("""
                # METADATA
                # title: A rule
                # description: Asks a function.
                # custom:
                #   severity: error
                #   subject: model
                #   since: 1.0.0
                #   remedy: Mend it.
                package acme.trustworthy.asking

                violation contains {"at": "", "message": "wrong"} if {
                	_is_wrong(input.model)
                	some column in input.model.columns
                	column.meta.pii
                }

                _is_wrong(model) if object.get(model, ["config", "meta", "owner"], "") == ""
                """);
        RuleMetadata rule =
                PolicyEngine.builder().addRules(rules).build().rules().get(0);
        Reads reads = new Reads(List.of(rules));
        assertThat(reads.mayRead(rule, "config/meta/owner")).isTrue();
        assertThat(reads.mayRead(rule, "columns/id/meta/pii")).isTrue();
    }

    /** Otherwise the laws on worlds would be kept by rules that are always undecided, or never. */
    @Example
    void seeWhatIsCertainAndWhatIsNot() throws Exception {
        RuleTester tester = RuleTester.of(TestRules.OWNED);
        var products = DataProducts.of(tester.words(List.of())).generator(100, false);
        var hidden = DataProducts.hidden().generator(100, false);
        Random random = new Random(4);
        int certain = 0;
        int undecided = 0;
        int passed = 0;
        for (int i = 0; i < 100; i++) {
            DataProduct product = products.next(random)
                    .value()
                    .hide(Laws.some(hidden.next(random).value()));
            Report report =
                    PolicyEngine.builder().addRules(TestRules.OWNED).build().check(product.sources());
            certain += report.violations().size();
            undecided += report.undecided().size();
            passed += report.checked().getOrDefault("model", 0)
                    - report.violations().size()
                    - report.undecided().size();
        }
        assertThat(certain).isGreaterThan(50);
        assertThat(undecided).isGreaterThan(10);
        assertThat(passed).isGreaterThan(10);
    }
}
