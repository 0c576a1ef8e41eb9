namespace AdminPortal.EndToEnd.Tests.Running;

/// <summary>Every other test trusts that the browser's complaints are heard.</summary>
public sealed class ComplaintsTests(PortalFixture portal, ChromiumFixture chromium) : BrowserTest(portal, chromium)
{
    [Theory]
    [InlineData("const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script);", "Policy violated")]
    [InlineData("console.warn('something is odd')", "something is odd")]
    public async Task Complaints_InTheConsole_AreHeard(string provocation, string heard)
    {
        await Browser.Page.GotoAsync("/signin");
        await Browser.Page.RunAndWaitForConsoleMessageAsync(
            () => Browser.Page.EvaluateAsync(provocation),
            new() { Predicate = message => message.Text.Contains(heard, StringComparison.Ordinal) });

        Assert.ThrowsAny<Exception>(Browser.Complaints.AssertNone);
        Browser.Complaints.Expect(heard);
        Browser.Complaints.Expect("Content Security Policy");
    }

    [Fact]
    public async Task Complaints_UncaughtException_IsHeard()
    {
        TaskCompletionSource thrown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Browser.Page.PageError += (_, _) => thrown.TrySetResult();
        await Browser.Page.GotoAsync("/signin");
        await Browser.Page.EvaluateAsync("setTimeout(() => { throw new Error('not caught'); })");
        await thrown.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.ThrowsAny<Exception>(Browser.Complaints.AssertNone);
        Browser.Complaints.Expect("not caught");
    }
}
