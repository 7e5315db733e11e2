package dev.assay.reports.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The templates of {@code src/main/jte}, which the build turned into classes. */
final class Templates {

    private static final String PACKAGE = "dev.assay.reports.page.generated";

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), PACKAGE);

    private Templates() {}

    static String render(String template, Object model) {
        StringOutput html = new StringOutput();
        ENGINE.render(template, model, html);
        return html.toString();
    }
}
