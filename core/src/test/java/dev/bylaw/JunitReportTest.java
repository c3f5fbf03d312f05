package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.report.Report;
import dev.bylaw.report.RuleRun;
import dev.bylaw.report.Violation;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The report that Jenkins and GitLab show as tests. */
class JunitReportTest {
    /** Parses a report, and checks it against the schema of its readers. */
    private static Element read(String text) {
        try {
            Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new StreamSource(JunitReportTest.class.getResourceAsStream("junit-report.xsd")));
            schema.newValidator().validate(new StreamSource(new StringReader(text)));
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)))
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError(text, e);
        }
    }

    private static Element junit(Report report) {
        return read(Reports.write(ReportWriters.junit("products/shop"), report));
    }

    private static List<Element> all(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            all.add((Element) nodes.item(i));
        }
        return all;
    }

    private static Report only(Report said, List<RuleRun> rules, boolean undecidedFails) {
        return Reports.report(List.of(), said.undecided(), List.of(), rules, undecidedFails);
    }

    @ParameterizedTest
    @MethodSource("dev.bylaw.MachineReportsTest#hostile")
    void isXmlThatReadersAcceptWhateverItSays(String text) {
        for (String said : List.of(text, text + "]]>", "&" + text + "&#0;")) {
            Element suites = junit(Reports.saying(said));
            assertThat(all(suites, "testcase")).hasSize(4);
            assertThat(all(suites, "script")).isEmpty();
            for (Element suite : all(suites, "testsuite")) {
                assertThat(suite.getAttribute("tests"))
                        .isEqualTo("" + all(suite, "testcase").size());
                assertThat(suite.getAttribute("failures"))
                        .isEqualTo("" + all(suite, "failure").size());
                assertThat(suite.getAttribute("errors"))
                        .isEqualTo("" + all(suite, "error").size());
                assertThat(suite.getAttribute("skipped"))
                        .isEqualTo("" + all(suite, "skipped").size());
            }
        }
    }

    @Test
    void saysEverything() {
        Element suites = junit(Reports.saying("a <b> ]]> 'c' \"d\" & e"));
        assertThat(all(suites, "testsuite"))
                .extracting(suite -> suite.getAttribute("name"))
                .containsExactly("bylaw/problems", "acme/test/found");
        Element error = all(suites, "error").get(0);
        assertThat(error.getAttribute("type")).isEqualTo("invalid-syntax");
        assertThat(error.getAttribute("message")).isEqualTo("a <b> ]]> 'c' \"d\" & e");
        Element failure = all(suites, "failure").get(0);
        assertThat(failure.getAttribute("message")).isEqualTo("a <b> ]]> 'c' \"d\" & e");
        assertThat(failure.getTextContent().strip()).isEqualTo("""
                error: a <b> ]]> 'c' "d" & e
                remedy: a <b> ]]> 'c' "d" & e
                at products/shop/a <b> ]]> 'c' "d" & e:1:2""");
        Element test = (Element) failure.getParentNode();
        assertThat(test.getAttribute("classname")).isEqualTo("acme/test/found");
        assertThat(test.getAttribute("file")).isEqualTo("products/shop/a <b> ]]> 'c' \"d\" & e");
        assertThat(all(suites, "skipped").get(0).getAttribute("message")).startsWith("undecided: a <b>");
        assertThat(all(suites, "system-out").get(0).getTextContent())
                .contains("info: a <b>", "this severity does not fail the run");
    }

    @Test
    void namesEachCaseOfASuiteOnce() {
        assertThat(all(junit(Reports.saying("a")), "testcase"))
                .extracting(test -> test.getAttribute("name"))
                .containsExactly("invalid-syntax a", "a", "a (2)", "a (3)");
    }

    @Test
    void failsForTheSameViolationsAsTheRun() {
        Report many = Reports.many(200);
        long failing = many.violations().stream().filter(many::fails).count();
        assertThat(failing).isEqualTo(180);
        Element suites = junit(many);
        assertThat(all(suites, "failure")).hasSize(180);
        assertThat(suites.getAttribute("failures")).isEqualTo("180");
        assertThat(all(suites, "testsuite")).hasSize(7);
    }

    @Test
    void saysOfARuleThatFoundNothingHowMuchItChecked() {
        RuleRun said = Reports.saying("a").rules().get(0);
        RuleRun clean = new RuleRun(said.rule(), said.severity(), 3, 0, 0, Duration.ZERO);
        Element suites = junit(Reports.report(List.of(), List.of(), List.of(), List.of(clean), false));
        assertThat(all(suites, "testcase")).hasSize(1);
        assertThat(all(suites, "system-out").get(0).getTextContent()).isEqualTo("3 elements checked");
    }

    @Test
    void isNoSuccessWhereNothingWasChecked() {
        RuleRun said = Reports.saying("a").rules().get(0);
        RuleRun idle = new RuleRun(said.rule(), said.severity(), 0, 0, 0, Duration.ZERO);
        for (List<RuleRun> rules : List.of(List.of(idle), List.<RuleRun>of())) {
            Element suites = junit(Reports.report(List.<Violation>of(), List.of(), List.of(), rules, false));
            assertThat(all(suites, "error").get(0).getAttribute("message")).isEqualTo("nothing was checked");
            assertThat(all(suites, "skipped")).hasSize(rules.size());
        }
    }

    @Test
    void isNoSuccessWhereUndecidedElementsAreNotAccepted() {
        Report said = Reports.saying("a");
        assertThat(all(junit(only(said, said.rules(), false)), "error")).isEmpty();
        Element strict = junit(only(said, said.rules(), true));
        assertThat(all(strict, "error").get(0).getAttribute("message"))
                .isEqualTo("1 element undecided, which these settings do not accept");
        assertThat(all(strict, "skipped")).hasSize(1);
    }
}
