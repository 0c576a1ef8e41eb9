using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Outside;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Targets;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.History;

/// <summary>Forms and lists have it noticed what was changed outside the console, at the cost of no call.</summary>
public sealed class SeenOutsideTests : JournalTestContext
{
    private const string Moved = $$"""{"id":"{{TargetId}}","hostname":"infra-access-target","ip":{"ipv4":{"ip_addr":"10.0.0.9"} },"x_unknown":{"deep":[1]} }""";

    [Fact]
    public async Task Form_OfAResourceThatDiffers_HasItJournaled()
    {
        await WriteAsync();
        Wire.On($"GET infrastructure/targets/{TargetId}", $$"""{"success":true,"result":{{Moved}} }""").On("GET teamnet/virtual_networks", """{"success":true,"result":[]}""");

        var page = Render<TargetPage>(parameters => parameters.Add(form => form.AccountId, Wire.AccountId).Add(form => form.Id, TargetId));

        page.WaitForAssertion(() => Assert.Equal("infra-access-target", page.Find("h1").Words()));
        await AssertSeenAsync();
        Assert.Single(Wire.Sent, sent => sent.Line.StartsWith("GET infrastructure", StringComparison.Ordinal));
        Assert.Equal($"/accounts/{Wire.AccountId}/infrastructure/targets/{TargetId}/history", page.FindAll("a").Single(link => link.Words() == "History").GetAttribute("href"));
    }

    [Fact]
    public async Task List_WithAResourceThatDiffers_HasItJournaled()
    {
        await WriteAsync();
        Wire.On("GET infrastructure/targets", $$"""{"success":true,"result":[{{Moved}}],"result_info":{"total_count":1} }""");

        var page = Render<TargetsPage>(parameters => parameters.Add(list => list.AccountId, Wire.AccountId));

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        await AssertSeenAsync();
        Assert.Single(Wire.Sent);
    }

    [Fact]
    public async Task Form_WhileTheStoreIsAway_OpensAllTheSame()
    {
        await WriteAsync();
        TakeStoreAway();
        Wire.On($"GET infrastructure/targets/{TargetId}", $$"""{"success":true,"result":{{Moved}} }""").On("GET teamnet/virtual_networks", """{"success":true,"result":[]}""");

        var page = Render<TargetPage>(parameters => parameters.Add(form => form.AccountId, Wire.AccountId).Add(form => form.Id, TargetId));

        page.WaitForAssertion(() => Assert.Equal("infra-access-target", page.Find("h1").Words()));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    private async Task AssertSeenAsync()
    {
        await Services.GetRequiredService<OutsideWatch>().Settled.WaitAsync(Ending);
        var seen = (await Journal.PageAsync(new(Wire.AccountId) { Outcome = JournalEvent.SeenOutside }, after: null, 10, Ending)).Rows;
        Assert.Equal(TargetId, Assert.Single(seen).ResourceId);
    }
}
