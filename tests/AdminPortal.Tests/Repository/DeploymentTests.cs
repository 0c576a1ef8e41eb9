using System.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace AdminPortal.Tests.Repository;

/// <summary>What whoever runs the console copies from the repository: it names nothing that is not there.</summary>
public sealed class DeploymentTests
{
    private const string Unit = "docs/deploy/adminportal.service";
    private const string Manifest = "docs/deploy/kubernetes.yaml";

    private static readonly string[] Programs = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"];

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/operating.md")]
    [InlineData(Unit)]
    [InlineData(Manifest)]
    public void Settings_ThatAreNamed_AreRead(string path)
    {
        var named = DocumentedSettings.In(RepositoryFiles.Read(path));

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !DocumentedSettings.IsRead(name));
    }

    [Theory]
    [InlineData("Store__Folder", true)]
    [InlineData("Batches__TypedAbove", true)]
    [InlineData("Cloudflare__Accounts__0__ApiTokenFile", true)]
    [InlineData("Store__Directory", false)]
    [InlineData("Batches__NoSuchThing", false)]
    [InlineData("CLOUDFLARE_API_SECRET", false)]
    public void Setting_IsReadOnlyIfTheCodeHasIt(string name, bool isRead) => Assert.Equal(isRead, DocumentedSettings.IsRead(name));

    [Fact]
    public void Manifest_IsWhatItSays()
    {
        var objects = Documents();

        Assert.Equal(["ConfigMap", "Deployment", "PodDisruptionBudget", "Service", "Ingress"], objects.Select(one => Text(one, "kind")));
        Assert.Single(objects.Select(one => Text(one, "metadata", "namespace")).Distinct());
        var deployment = objects[1];
        Assert.Equal("3", Text(deployment, "spec", "replicas"));
        var pod = Node(deployment, "spec", "template", "spec");
        var container = (YamlMappingNode)((YamlSequenceNode)Node(pod, "containers")).Single();
        Assert.Equal(["/health/live", "/health/live", "/health/ready"], new[] { "startupProbe", "livenessProbe", "readinessProbe" }.Select(probe => Text(container, probe, "httpGet", "path")));
        Assert.Equal("true", Text(pod, "securityContext", "runAsNonRoot"));
        Assert.Equal(("true", "false"), (Text(container, "securityContext", "readOnlyRootFilesystem"), Text(container, "securityContext", "allowPrivilegeEscalation")));
        Assert.Equal(Text(deployment, "metadata", "name"), Text(objects[3], "metadata", "name"));
        Assert.All([Node(deployment, "spec", "selector", "matchLabels"), Node(objects[2], "spec", "selector", "matchLabels"), Node(objects[3], "spec", "selector")],
            selector => Assert.Equal(Node(deployment, "spec", "template", "metadata", "labels"), selector));
    }

    /// <summary>Whoever ends the process has to wait for longer than a graceful stop takes.</summary>
    [Fact]
    public void Stop_IsWaitedForLongerThanItTakes()
    {
        var settings = Node(Documents()[0], "data");
        var graceful = Number(Text(settings, "Stopping__GraceSeconds")) + Number(Text(settings, "Stopping__SaveSeconds"));

        Assert.True(Number(Text(Documents()[1], "spec", "template", "spec", "terminationGracePeriodSeconds")) >= graceful + 45);
        Assert.True(Number(Directive("TimeoutStopSec")) >= graceful + 40);
    }

    [Fact]
    public void Unit_GivesTheServiceNothingThatItDoesNotNeed()
    {
        Assert.All((string[])["NoNewPrivileges", "DynamicUser", "ProtectHome", "PrivateTmp"], directive => Assert.Equal("yes", Directive(directive)));
        Assert.Equal(("strict", ""), (Directive("ProtectSystem"), Directive("CapabilityBoundingSet")));

        // A secret in the environment could be read by whoever may ask systemd for it.
        var secrets = DocumentedSettings.In(RepositoryFiles.Read(Unit)).Where(name => name.EndsWith("Token", StringComparison.Ordinal) || name.EndsWith("Secret", StringComparison.Ordinal) || name.EndsWith("Password", StringComparison.Ordinal));
        Assert.Empty(secrets);
    }

    [Fact]
    public async Task Unit_IsUnderstoodBySystemd()
    {
        var lines = RepositoryFiles.Read(Unit).Split('\n');
        Assert.All(lines.Where(line => line.Length > 0 && line[0] is not ('#' or '[')), line => Assert.Contains('=', line));
        if (Programs.FirstOrDefault(File.Exists) is not { } program)
        {
            return;
        }

        // The program that it starts is not installed here.
        var folder = Directory.CreateTempSubdirectory("adminportal-unit-");
        var unit = Path.Combine(folder.FullName, Path.GetFileName(Unit));
        await File.WriteAllTextAsync(unit, string.Join('\n', lines).Replace("ExecStart=/usr/local/lib/adminportal/AdminPortal", "ExecStart=/bin/true", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        using var process = Process.Start(new ProcessStartInfo(program, ["verify", unit]) { UseShellExecute = false, RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        folder.Delete(recursive: true);

        Assert.DoesNotContain(Path.GetFileName(Unit), said, StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
    }

    private static List<YamlMappingNode> Documents()
    {
        YamlStream stream = [];
        stream.Load(new StringReader(RepositoryFiles.Read(Manifest)));
        return [.. stream.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }

    private static YamlNode Node(YamlNode from, params IReadOnlyList<string> path) => path.Aggregate(from, (node, name) => ((YamlMappingNode)node)[name]);

    private static string Text(YamlNode from, params IReadOnlyList<string> path) => ((YamlScalarNode)Node(from, path)).Value!;

    private static string Directive(string name) => RepositoryFiles.Read(Unit).Split('\n').Single(line => line.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..];

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
