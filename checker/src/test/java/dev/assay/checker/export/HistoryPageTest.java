package dev.assay.checker.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checker.Budget;
import dev.assay.checker.Drawing;
import dev.assay.checker.Linearizability;
import dev.assay.checker.history.EventType;
import dev.assay.checker.history.History;
import dev.assay.checker.history.Operation;
import dev.assay.checker.model.Models;
import dev.assay.checker.verdict.CheckResult;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is in the page; how it looks was looked at in a browser. */
class HistoryPageTest {

    private static String page(History history, String model) throws Exception {
        CheckResult result = Linearizability.check(history, Models.of(model), Budget.DEFAULT);
        return HistoryPage.of("a.jsonl", history, Models.of(model), result, 1 << 24);
    }

    private static String data(String page) {
        return page.replaceAll(
                "(?s).*<script type=\"application/json\" id=\"data\">(.*?)</script>.*", "$1");
    }

    @Test
    void anInvalidHistoryHasItsFailingPartAndWhereEachOrderGetsStuck() throws Exception {
        String page = page(Drawing.history("""
                        x: write 1    |-|
                        y: write 5       |-|
                        x: cas 1 2           |-----|
                        x: cas 1 3           |-----|
                        """), "cas-register");

        assertThat(page)
                .contains("<span class=\"word invalid\">invalid</span> a.jsonl")
                .contains("<p class=\"reason\">cas 1 -&gt; 3 by process 3 at event 27 was");
        assertThat(data(page))
                .startsWith("{\"clock\":false,\"objects\":[{\"key\":\"x\",")
                .contains(
                        "{\"process\":3,\"label\":\"cas 1 -> 3\",\"from\":21,\"to\":27,"
                                + "\"outcome\":\"ok\",\"line\":4,\"in\":\"[1, 3]\","
                                + "\"failing\":true,\"offending\":true}",
                        "{\"name\":\"of the failing part\",\"length\":2,\"initial\":\"nothing\","
                                + "\"steps\":[[0,1,\"1\"],[1,2,\"2\"]],\"refused\":[2]}",
                        "{\"name\":\"of the failing part\",\"length\":2,\"initial\":\"nothing\","
                                + "\"steps\":[[0,1,\"1\"],[2,2,\"3\"]],\"refused\":[1]}",
                        "{\"name\":\"of all before it\"",
                        "\"key\":\"y\"")
                .endsWith("\"objectsLeftOut\":0}");
    }

    @Test
    void aValidHistoryHasTheOrderOfEachKey() throws Exception {
        String page = page(Drawing.history("""
                        write 1    |--------|
                        read = nil   |-|
                        """), "register");

        assertThat(data(page))
                .contains("{\"name\":\"of all\",\"length\":2,\"initial\":\"nothing\","
                        + "\"steps\":[[1,1,\"nothing\"],[0,2,\"1\"]],\"refused\":[]}")
                .contains("\"verdict\":\"valid\"");
    }

    @Test
    void anEmptyHistoryHasAPage() throws Exception {
        assertThat(page(History.ofOperations(List.of()), "register"))
                .contains("<p class=\"reason\">the history is empty: nothing was checked</p>")
                .contains("\"objects\":[]");
    }

    @Test
    void nothingFromTheHistoryIsMarkup() throws Exception {
        String hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
                + "{{data}}{{script}}&amp;\"' \u2028\u202e";
        Operation read = new Operation(
                0, 0, "read", hostile, null, hostile, 1, 2, EventType.OK, hostile, hostile);
        History history = History.ofOperations(List.of(read));
        CheckResult result = Linearizability.check(history, Models.of("register"), Budget.DEFAULT);

        String page = HistoryPage.of(hostile, history, Models.of("register"), result, 1 << 24);

        assertThat(page).doesNotContain("<img", "alert(1)</script>", "\u202e", "\u2028");
        assertThat(page.split("<script", -1)).hasSize(3);
        assertThat(page.split("</script", -1)).hasSize(3);
        assertThat(page.split("\"objects\":\\[", -1)).hasSize(2);
    }

    @Test
    void thePageLoadsNothingAndItsPolicyKnowsItsScriptAndStyle() throws Exception {
        String page = page(Drawing.history("write 1   |-|"), "register");

        assertThat(page).doesNotContain("src=", "href=", "@import", "url(h", "://www.w3.org/1999");
        for (String element : List.of("script", "style")) {
            MatchResult found = Pattern.compile(
                            "<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                    .matcher(page)
                    .results()
                    .findFirst()
                    .orElseThrow();
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(found.group(1).getBytes(StandardCharsets.UTF_8));
            assertThat(page)
                    .contains(element + "-src 'sha256-" + Base64.getEncoder().encodeToString(digest)
                            + "'");
        }
    }

    @Test
    void ofALongHistoryTheFailingPartAndWhatIsNearItAreDrawn() throws Exception {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            boolean read = i == 40_000;
            operations.add(new Operation(
                    i,
                    i % 3,
                    read ? "read" : "write",
                    null,
                    read ? null : (Object) (long) i,
                    read ? (Object) 77_777L : null,
                    10L * i,
                    10L * i + 5,
                    EventType.OK,
                    null,
                    null));
        }

        String data = data(page(History.ofOperations(operations), "register"));

        assertThat(data)
                .contains("\"operationsLeftOut\":30000")
                .contains("\"line\":40001,\"out\":\"77777\",\"failing\":true,\"offending\":true");
        assertThat(data.length()).isLessThan(4 << 20);
    }
}
