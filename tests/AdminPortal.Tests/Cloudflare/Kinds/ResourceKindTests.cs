using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Values;
using FsCheck;
using FsCheck.Fluent;

namespace AdminPortal.Tests.Cloudflare.Kinds;

/// <summary>What every kind must prove; a new kind inherits it and cannot skip it.</summary>
public abstract class ResourceKindTests<TResource, TInput>
    where TResource : class
    where TInput : class
{
    protected abstract ResourceKind<TResource, TInput> Kind { get; }

    /// <summary>The documents' own sample of the kind.</summary>
    protected abstract string Sample { get; }

    /// <summary>Labels as the console's specification lists them.</summary>
    protected abstract IReadOnlyList<string> Labels { get; }

    /// <summary>The sample's id.</summary>
    protected abstract string Id { get; }

    /// <summary>The request that reads the resource, and an answer that holds it.</summary>
    protected abstract (string Request, string Answer) Read(string resource);

    /// <summary>An answer to the PUT that holds the resource.</summary>
    protected abstract string Updated(string resource);

    /// <summary>The smallest call that reads the kind.</summary>
    protected virtual string ProbeRequest => $"GET {Kind.Path}";

    private string PutRequest => $"PUT {Kind.Path}/{Id}";

    [Fact]
    public void Fields_OfTheKind_BearTheSpecifiedLabelsInOrder() => Assert.Equal(Labels, Kind.Fields.Select(field => field.Label));

    [Fact]
    public void Fields_OfTheKind_HaveUniqueLabelsAndPointers()
    {
        Assert.Distinct(Kind.Fields.Select(field => field.Label));
        Assert.Distinct(Kind.Fields.Select(field => field.Pointer));
    }

    [Fact]
    public void FieldAt_AFieldsPointerOrAPlaceInside_FindsTheField() => Assert.All(Kind.Fields, field =>
    {
        Assert.Same(field, Kind.FieldAt(field.Pointer));
        Assert.Same(field, Kind.FieldAt(field.Pointer + "/0"));
        Assert.NotSame(field, Kind.FieldAt(field.Pointer + "x"));
    });

    [Fact]
    public void FieldAt_TheWholeInput_FindsNone() => Assert.Null(Kind.FieldAt(""));

    [Fact]
    public async Task Read_TheSample_ReturnsItWithItsId()
    {
        var (request, answer) = Read(Sample);

        var result = await Kind.ReadAsync(Wire.Answering(request, answer).Client(), Id, TestContext.Current.CancellationToken);

        Assert.Equal(Id, Kind.IdOf(Assert.IsType<ApiResult<TResource>.Ok>(result).Value));
    }

    [Fact]
    public async Task Update_TheUnchangedSample_SendsTheSameJsonThatTheReviewShows()
    {
        var input = Kind.ToInput(Resource(Sample));
        var wire = Wire.Answering(PutRequest, Updated(Sample));

        var result = await Kind.UpdateAsync(wire.Client(), Id, input, TestContext.Current.CancellationToken);

        Assert.Equal(Id, Kind.IdOf(Assert.IsType<ApiResult<TResource>.Ok>(result).Value));
        AssertSameJson(Kind.ToJson(input), JsonNode.Parse(Assert.Single(wire.Sent).Body!));
    }

    [Fact]
    public async Task Update_AnsweredWithoutTheResource_MayHaveLanded()
    {
        var wire = Wire.Answering(PutRequest, """{"success":true,"errors":[],"messages":[],"result":null}""");

        var result = await Kind.UpdateAsync(wire.Client(), Id, Kind.ToInput(Resource(Sample)), TestContext.Current.CancellationToken);

        var failure = Assert.IsType<ApiResult<TResource>.Failed>(result).Failure;
        Assert.True(Assert.IsType<ApiFailure.Unreachable>(failure).MayHaveLanded);
    }

    /// <summary>A probe is one GET, and what it and an update are answered is seen as this kind's.</summary>
    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    public async Task ProbeAndUpdate_AnsweredSo_ShowWhatMayBeDoneWithTheKind(int status)
    {
        const string No = """{"success":false,"errors":[{"code":10000,"message":"no"}],"result":null}""";
        var wire = Wire.Answering(ProbeRequest, status == 200 ? """{"success":true,"result":null}""" : No, status).On(PutRequest, status == 200 ? Updated(Sample) : No, status);
        var client = wire.Client();

        await Kind.ProbeAsync(client, TestContext.Current.CancellationToken);
        await Kind.UpdateAsync(client, Id, Kind.ToInput(Resource(Sample)), TestContext.Current.CancellationToken);

        Assert.Equal([ProbeRequest, PutRequest], wire.Sent.Select(sent => sent.Line));
        Assert.Equal(status == 200, client.Access.Reading(Kind)!.Refusal is null);
        Assert.Equal(status == 200, client.Access.Writing(Kind)!.Refusal is null);
    }

    [Fact]
    public void ToInput_OfTheSample_KeepsEveryWritableMemberAndDropsTheServersOwn()
    {
        var input = Kind.ToJson(Kind.ToInput(Resource(Sample)));

        var sample = JsonNode.Parse(Sample)!;
        Assert.All(
            Kind.Fields.Where(field => JsonPointer.Read(sample, field.Pointer) is not null),
            field => AssertSameJson(JsonPointer.Read(sample, field.Pointer), JsonPointer.Read(input, field.Pointer)));
        Assert.DoesNotContain(input, member => member.Key is "id" or "account_app_id" || member.Key.EndsWith("_at", StringComparison.Ordinal) || member.Key.EndsWith("_on", StringComparison.Ordinal));
    }

    [Fact]
    public void ToInput_UnknownMembersAtEveryLevel_SurviveTheWayBack() => Prop.ForAll(UnknownMembers(), unknown =>
    {
        var resource = JsonNode.Parse(Sample)!.AsObject();
        var places = ObjectsIn(resource, "").ToList();
        foreach (var place in places)
        {
            foreach (var (name, value) in unknown)
            {
                JsonPointer.Read(resource, place)!.AsObject()[name] = JsonNode.Parse(value);
            }
        }

        var input = Kind.ToJson(Kind.ToInput(Resource(resource.ToJsonString())));
        var again = Kind.ToJson(Kind.FromJson(input));

        foreach (var place in places)
        {
            foreach (var (name, value) in unknown)
            {
                var members = JsonPointer.Read(again, place)!.AsObject();
                Assert.True(members.ContainsKey(name), $"{place}/{name} was lost.");
                AssertSameJson(JsonNode.Parse(value), members[name]);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rules_TheUnchangedSample_FindNothingThatBlocks()
    {
        var input = Kind.ToJson(Kind.ToInput(Resource(Sample)));

        var findings = RuleCheck.Run(Kind, input, input, RuleContext.Empty, new HashSet<string>());

        Assert.DoesNotContain(findings, finding => finding.Severity == RuleSeverity.Error);
    }

    [Theory]
    [InlineData("\"!\"")]
    [InlineData("\"\"")]
    [InlineData("-1.5")]
    [InlineData("1e400")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"":null,"a/b":5,"c.d~":"x"}""")]
    [InlineData("[]")]
    [InlineData("""[null,"!",5,"!"]""")]
    public void Rules_AnyJsonInAnyField_PointAtFieldsAndNeverThrow(string value) => Assert.All(Kind.Fields, field =>
    {
        var input = Kind.ToJson(Kind.ToInput(Resource(Sample)));
        JsonPointer.Write(input, field.Pointer, JsonNode.Parse(value));

        var findings = RuleCheck.Run(Kind, input, baseline: null, RuleContext.Empty, new HashSet<string>());

        Assert.All(findings, finding => Assert.NotNull(Kind.FieldAt(finding.Pointer)));
        Assert.All(findings, finding => Assert.EndsWith(".", finding.Text, StringComparison.Ordinal));
    });

    [Fact]
    public void ReadOnlyMembers_OfTheSample_NameEachOnceAndIncludeTheId()
    {
        var members = Kind.ReadOnlyMembers(Resource(Sample));

        Assert.Distinct(members.Select(member => member.Label));
        Assert.Contains(members, member => member.Value == Id);
    }

    [Fact]
    public void SetByServer_OfACreatableKind_NamesTheMembersOfWhatWasCreated()
    {
        if (Kind is ICreatableKind<TResource, TInput> creatable)
        {
            Assert.Equal(Kind.ReadOnlyMembers(Resource(Sample)).Select(member => member.Label), creatable.SetByServer);
        }
    }

    [Fact]
    public void NameAndPath_OfTheKind_AreForPeopleAndForTheApi()
    {
        Assert.Equal(typeof(TResource).Name, Kind.Name);
        Assert.Equal(typeof(TResource).Name + "s", Kind.PluralName);
        Assert.NotEmpty(Kind.WritePermission);
        Assert.NotEmpty(Kind.NameOf(Resource(Sample)));
    }

    protected static TResource Resource(string json) => CloudflareJson.FromNode<TResource>(JsonNode.Parse(json)!);

    protected IReadOnlyList<RuleFinding> Check(string pointer, JsonNode? value, RuleContext? context = null, params string[] sendAnyway)
    {
        var input = Kind.ToJson(Kind.ToInput(Resource(Sample)));
        JsonPointer.Write(input, pointer, value);
        return [.. RuleCheck.Run(Kind, input, baseline: null, context ?? RuleContext.Empty, sendAnyway.ToHashSet(StringComparer.Ordinal))
            .Where(finding => finding.Pointer.StartsWith(pointer, StringComparison.Ordinal))];
    }

    protected void AssertAllowed(string pointer, JsonNode? value) => Assert.Empty(Check(pointer, value));

    protected void AssertBlocked(string pointer, JsonNode? value, string sentence)
    {
        var finding = Assert.Single(Check(pointer, value));
        Assert.Equal(RuleSeverity.Error, finding.Severity);
        Assert.Contains(sentence, finding.Text, StringComparison.Ordinal);
    }

    private static void AssertSameJson(JsonNode? expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"Expected {expected?.ToJsonString()}, got {actual?.ToJsonString()}.");

    private static IEnumerable<string> ObjectsIn(JsonObject json, string pointer) =>
        json.Where(member => member.Value is JsonObject).SelectMany(member => ObjectsIn((JsonObject)member.Value!, $"{pointer}/{member.Key}")).Prepend(pointer);

    /// <summary>Members with names that no model has, and values of every JSON kind.</summary>
    private static Arbitrary<Dictionary<string, string>> UnknownMembers()
    {
        string[] values = ["null", "true", "0", "-1.50", "1e30", "12345678901234567890", "\"\"", "\"a/~b\\u00e9\"", "[]", "[1,[null]]", "{}", """{"saved":{"id":[{"x":null}]}}"""];
        var member = Gen.Elements(values).SelectMany(value => Gen.Choose(0, 999).Select(number => (Name: $"x_new/{number}", Value: value)));
        return member.NonEmptyListOf().Select(members => members.DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal)).ToArbitrary();
    }
}
