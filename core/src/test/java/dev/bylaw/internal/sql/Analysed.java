package dev.bylaw.internal.sql;

import dev.bylaw.internal.text.MappedText;
import dev.bylaw.internal.text.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An analysis in a form that tests can compare: {@code t} and {@code u} are relations whose columns are known, {@code o}
 * and {@code p} are relations whose columns are not, {@code hole_1} could not be rendered.
 */
final class Analysed {
    private static final Map<String, RelationColumns> RELATIONS = relations();

    private final SqlAnalysis analysis;

    private Analysed(SqlAnalysis analysis) {
        this.analysis = analysis;
    }

    private static Map<String, RelationColumns> relations() {
        Map<String, RelationColumns> relations = new LinkedHashMap<>();
        relations.put(
                "t",
                new RelationColumns(
                        List.of("id", "a", "b", "c", "d", "ts", "arr", "s", "day", "year"), Optional.empty()));
        relations.put("u", new RelationColumns(List.of("id", "x", "y", "z", "email"), Optional.empty()));
        relations.put("model.shop.orders", new RelationColumns(List.of("id", "total"), Optional.empty()));
        relations.put("o", new RelationColumns(List.of(), Optional.of("the columns of o are not declared")));
        relations.put("p", new RelationColumns(List.of("known"), Optional.of("the columns of p are not declared")));
        return relations;
    }

    static SqlRequest request(String adapter, String sql) {
        return request(MappedText.verbatim(new SourceFile("models/m.sql", sql)), adapter);
    }

    static SqlRequest request(MappedText sql, String adapter) {
        Map<String, String> markers = new LinkedHashMap<>();
        RELATIONS.keySet().stream().filter(id -> id.length() == 1).forEach(id -> markers.put(id, id));
        markers.put("bylaw_ref_1", "model.shop.orders");
        Map<String, String> holes = Map.of("hole_1", "macro m is not known", "hole_2", "macro n is not known");
        return new SqlRequest(sql, adapter, markers, holes, RELATIONS::get);
    }

    static List<String> columnsOf(String relation) {
        return RELATIONS.get(relation).names();
    }

    static Analysed of(String adapter, String sql) {
        return new Analysed(new SqlAnalyser().analyse(request(adapter, sql)));
    }

    static Analysed of(SqlAnalysis analysis) {
        return new Analysed(analysis);
    }

    SqlAnalysis analysis() {
        return analysis;
    }

    String status() {
        return analysis.status().id();
    }

    /** {@return the names of the columns, quoted ones in double quotes} */
    List<String> names() {
        return analysis.columns().stream()
                .map(column -> column.quoted() ? '"' + column.name() + '"' : column.name())
                .toList();
    }

    /** {@return for each column its name and what it is made of, such as {@code mail = t.a:transformed[lower]}} */
    List<String> columns() {
        return analysis.columns().stream()
                .map(column -> (column.name() + " = " + text(column.lineage())).strip())
                .toList();
    }

    /** {@return what one column is made of} */
    String column(String name) {
        return analysis.columns().stream()
                .filter(column -> column.name().equals(name))
                .map(column -> text(column.lineage()))
                .findFirst()
                .orElse("no column " + name);
    }

    /** {@return for each column its place as {@code line:column-line:column}} */
    List<String> places() {
        return analysis.columns().stream()
                .map(column -> {
                    var start = column.location().start();
                    var end = column.location().end();
                    return start.line() + ":" + start.column() + "-" + end.line() + ":" + end.column();
                })
                .toList();
    }

    String indirect() {
        return text(analysis.indirect());
    }

    List<String> reasons() {
        return analysis.reasons();
    }

    private static String text(ColumnLineage lineage) {
        StringBuilder text = new StringBuilder(text(lineage.inputs()));
        if (!lineage.candidates().isEmpty()) {
            text.append(" ? ").append(text(lineage.candidates()));
        }
        lineage.unknown().ifPresent(reason -> text.append(" ! ").append(reason));
        return text.toString().strip();
    }

    private static String text(List<ColumnInput> inputs) {
        List<String> texts = new ArrayList<>();
        for (ColumnInput input : inputs) {
            String kind =
                    input.kind() == EdgeKind.IDENTITY ? "" : ":" + input.kind().id();
            String functions =
                    input.functions().isEmpty() ? "" : input.functions().toString();
            texts.add(input.relation() + "." + input.column() + kind + functions);
        }
        return String.join(", ", texts);
    }
}
