using System.Text.Json.Nodes;
using AdminPortal.Changes.Journal;
using AdminPortal.Components.Tests.Setup;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Forms;

/// <content>A resource that is gone is created again from the journal.</content>
public abstract partial class CreateFormTests<TNewPage, TPage, TResource, TInput>
{
    private static string FromEntry => $"?from-entry={OneEntry.Id}";

    /// <summary>The sample's input, with members that no form knows outside and inside.</summary>
    private JsonObject Deleted
    {
        get
        {
            var input = Kind.InputOf(AdminPortal.Cloudflare.Pipeline.CloudflareJson.FromNode<TResource>(JsonNode.Parse(Sample)!));
            input["x_new"] = new JsonObject { ["deep"] = new JsonArray(1, 2) };
            if (input.Select(member => member.Value).OfType<JsonObject>().FirstOrDefault(inner => inner.Count > 0) is { } nested)
            {
                nested["x_inner"] = true;
            }

            return input;
        }
    }

    [Fact]
    public void Again_FromADeletion_SaysFirstWhatIsNotTheSame()
    {
        Services.AddSingleton(OneEntry.Of(OneEntry.Change(Kind.Name, Id, Deleted, null, ChangeOperation.Delete)));

        var page = Open(FromEntry);

        var says = Assert.Single(page.Texts(".alert-info"));
        Assert.Contains($"It gets a new id: whatever refers to the old one, {Id}, does not find it.", says, StringComparison.Ordinal);
        Assert.Contains("The server sets anew:", says, StringComparison.Ordinal);
        Assert.Equal("filled from as it was called as it was before 2026-03-03 14:02:00 UTC", page.Find(".lead").Words());
    }

    [Fact]
    public void Again_FromADeletion_SendsEverythingThatWasThere()
    {
        AnswerAll();
        Services.AddSingleton(OneEntry.Of(OneEntry.Change(Kind.Name, Id, Deleted, null, ChangeOperation.Delete)));
        var page = Open(FromEntry);

        Review(page);
        Create(page);

        Assert.All(Calls(Deleted.ToJsonString()).Zip(Wire.Writes), pair => AssertSameJson(pair.First.Body, pair.Second.Body!));
        Assert.Equal(Calls(Deleted.ToJsonString()).Count, Wire.Writes.Count);
        Assert.Equal(OneEntry.Id, OneEntry.RevertedIn(Services.GetRequiredService<IJournal>()));
    }

    [Fact]
    public void Again_FromAnotherKindsEntry_IsAnEmptyForm()
    {
        Services.AddSingleton(OneEntry.Of(OneEntry.Change("Another", Id, Deleted, null, ChangeOperation.Delete)));

        var page = Open(FromEntry);

        Assert.Contains("The journal holds no", Assert.Single(page.Texts(".alert-warning")), StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".alert-info"));
    }

    [Fact]
    public void Again_WhileTheStoreIsAway_SaysSo()
    {
        Services.AddSingleton(AwayJournal.New());

        Assert.Contains("the console's store does not answer", Assert.Single(Open(FromEntry).Texts(".alert-warning")), StringComparison.Ordinal);
    }
}
