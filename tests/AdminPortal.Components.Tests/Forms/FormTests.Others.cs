using AdminPortal.Changes.Feed;
using AdminPortal.Components.Tests.Setup;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Forms;

/// <content>What others do to the resource while its form is open.</content>
public abstract partial class FormTests<TPage, TResource, TInput>
{
    private const string Sam = "Sam Sample";

    private IChangeFeed Feed => Services.GetRequiredService<IChangeFeed>();

    [Fact]
    public void Others_SaveTheResource_AreNamedAndTheFormStaysAsItIs()
    {
        var page = Open();
        Make(page, Change);
        var calls = Wire.Sent.Count;
        Time.Advance(TimeSpan.FromMinutes(1));

        Tell(Sam, Id);

        page.WaitForAssertion(() => Assert.StartsWith($"{Sam} saved this {Kind.Name.ToLowerInvariant()} at 05:07:07 UTC.", page.Find(".others[role=status]").Words(), StringComparison.Ordinal));
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        Assert.Contains("1 change", page.Texts("form [role=status]"));
        Assert.Equal(calls, Wire.Sent.Count);
    }

    [Fact]
    public void Others_SaveTheResource_CanBeReadWithoutLosingWhatWasTyped()
    {
        var page = Open();
        Make(page, Change);
        Time.Advance(TimeSpan.FromMinutes(1));
        Tell(Sam, Id);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".others button")));
        Time.Advance(TimeSpan.FromMinutes(1));

        page.Find(".others button").Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".others p")));
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
    }

    [Fact]
    public async Task Others_SaveAnotherResource_AreNotNamed()
    {
        var page = Open();
        Time.Advance(TimeSpan.FromMinutes(1));

        Tell(Sam, "another", "and-one-more");
        await ToldAsync();

        Assert.Empty(page.FindAll(".others p"));
    }

    [Fact]
    public async Task OwnSave_OfTheForm_IsNotTakenForSomebodyElses()
    {
        Wire.On(PutLine, Updated(Sample));
        var page = Open();
        Time.Advance(TimeSpan.FromMinutes(1));
        Make(page, Change);
        Review(page);

        Save(page);
        await ToldAsync();

        Assert.Single(page.FindAll(".alert-success"));
        Assert.Empty(page.FindAll(".others p"));
    }

    [Fact]
    public async Task OwnSave_WhoseFateIsUnknown_IsNotTakenForSomebodyElses()
    {
        Wire.On(PutLine, "<html>", 502);
        var page = Open();
        Time.Advance(TimeSpan.FromMinutes(1));
        Make(page, Change);
        Review(page);
        Wire.On(Read(Sample).Request, () =>
        {
            Wire.On(Read(Sample).Request, "{}", 403);
            return Task.FromResult(Wire.Reply(Read(Sample).Answer));
        });
        page.Button("Save").Click();
        await Time.TimerSetAsync();
        Time.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[role=alert]")));
        await ToldAsync();

        Assert.Empty(page.FindAll(".others p"));
    }

    private void Tell(string who, params string[] ids) => Feed.Publish(new(Wire.AccountId, Kind.Path, ids, WhatHappened.Updated, who, Time.GetUtcNow()));

    /// <summary>Waits until everything that was published so far was told, and rendered.</summary>
    private async Task ToldAsync()
    {
        TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = Feed.Subscribe("the last", "one", _ => told.SetResult());
        Feed.Publish(new("the last", "one", [], WhatHappened.Updated, Sam, default));
        await told.Task.WaitAsync(TimeSpan.FromSeconds(20), Xunit.TestContext.Current.CancellationToken);
        await Renderer.Dispatcher.InvokeAsync(() => { });
    }
}
