using System.Text.RegularExpressions;
using AdminPortal.Components.Tests.Security.Surface;

namespace AdminPortal.Components.Tests.Shell;

/// <summary>What the build leaves of the component library's style sheets.</summary>
public sealed partial class ThemeTests
{
    [Theory]
    [InlineData("theme-light")]
    [InlineData("theme-dark")]
    public async Task Theme_HoldsWhatTheConsoleNamesAndNothingElse(string theme)
    {
        await using var portal = RunningPortal.Start();
        var sheet = await ReadAsync(portal, theme);
        var ours = string.Concat(await Task.WhenAll(ReadAsync(portal, "portal"), ReadAsync(portal, "lists"), ReadAsync(portal, "connection")));

        Assert.All(
            [".rz-button", ".rz-button.rz-primary.rz-shade-default", ".rz-button.rz-variant-outlined.rz-danger:not(.rz-state-disabled):hover", ".rz-textarea,.rz-textbox", ".rz-badge-pill", "input::placeholder"],
            rule => Assert.Matches($@"(^|[{{}},\n]){Regex.Escape(rule)}(,[^{{}}]*)?\{{", sheet));
        Assert.Equal(
            ["rz-badge", "rz-base", "rz-button", "rz-danger", "rz-primary", "rz-textarea", "rz-textbox"],
            [.. Classes().Matches(Nots().Replace(sheet, "")).Select(match => match.Groups["name"].Value).Where(name => OneWord().IsMatch(name)).Distinct().Order(StringComparer.Ordinal)]);
        Assert.DoesNotContain(":has(", sheet, StringComparison.Ordinal);

        var defined = Defined().Matches(sheet + ours).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.All(Used().Matches(sheet + ours), match => Assert.Contains(match.Groups["name"].Value, defined));
    }

    private static async Task<string> ReadAsync(RunningPortal portal, string sheet)
    {
        using var answer = await portal.GetAsync($"/css/{sheet}.css");
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    [GeneratedRegex(@":not\([^()]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Nots();

    [GeneratedRegex(@"\.(?<name>rz-[\w-]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Classes();

    [GeneratedRegex("^rz-[a-z]+$", RegexOptions.NonBacktracking)]
    private static partial Regex OneWord();

    [GeneratedRegex(@"(?<name>--[\w-]+)\s*:", RegexOptions.NonBacktracking)]
    private static partial Regex Defined();

    [GeneratedRegex(@"var\((?<name>--rz-[\w-]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Used();
}
