namespace AdminPortal.EndToEnd.Tests.Running;

/// <summary>Every other test trusts that the browser's complaints are heard.</summary>
public sealed class ComplaintsTests(PortalFixture portal, ChromiumFixture chromium) : BrowserTest(portal, chromium)
{
    [Theory]
    [InlineData("const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script);", "Policy violated")]
    [InlineData("console.warn('something is odd')", "something is odd")]
    [InlineData("setTimeout(() => { throw new Error('not caught'); })", "not caught")]
    public async Task Complaints_Provoked_AreHeard(string provocation, string heard)
    {
        await Browser.Page.GotoAsync("/signin");
        var isUncaught = heard == "not caught";
        await (isUncaught
            ? (Task)Browser.Page.RunAndWaitForPageErrorAsync(() => Browser.Page.EvaluateAsync(provocation))
            : Browser.Page.RunAndWaitForConsoleMessageAsync(
                () => Browser.Page.EvaluateAsync(provocation),
                new() { Predicate = message => message.Text.Contains(heard, StringComparison.Ordinal) }));

        Assert.ThrowsAny<Exception>(Browser.Complaints.AssertNone);
        Browser.Complaints.Expect(heard);
        Browser.Complaints.Expect("Content Security Policy");
    }
}
