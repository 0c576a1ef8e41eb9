using AdminPortal.Changes.Access;
using AdminPortal.Security.Oidc;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.Components.Tests.Security.Oidc;

/// <summary>What a token says of a person, in the forms that providers give it.</summary>
public sealed class ProviderPersonTests
{
    [Theory]
    [InlineData("""{"roles":["Operator","Viewer"]}""", "roles", "Operator Viewer")]
    [InlineData("""{"roles":"Operator"}""", "roles", "Operator")]
    [InlineData("""{"realm_access":{"roles":["Operator"]}}""", "realm_access.roles", "Operator")]
    [InlineData("""{"https://example.com/roles":["Operator"]}""", "https://example.com/roles", "Operator")]
    [InlineData("""{"roles":[1,{"a":"b"},null,"Operator","Operator",""]}""", "roles", "Operator")]
    [InlineData("""{"roles":{"Operator":true}}""", "roles", "")]
    [InlineData("""{}""", "roles", "")]
    public void Roles_InAnyForm_AreFound(string payload, string claim, string expected)
    {
        var person = ProviderPerson.From(Token(payload), [], claim, "groups");

        Assert.Equal(expected, string.Join(' ', person.Holds.Select(held => held.Value)));
        Assert.All(person.Holds, held => Assert.Equal(HeldValue.Roles, held.Claim));
    }

    [Fact]
    public void Values_WithoutEnd_AreBounded()
    {
        var many = string.Join(',', Enumerable.Range(0, 5000).Select(number => $"\"g{number}\""));

        var person = ProviderPerson.From(Token($$"""{"groups":["{{new string('x', 300)}}",{{many}}]}"""), [], "roles", "groups");

        Assert.Equal(1000, person.Holds.Count);
        Assert.DoesNotContain(person.Holds, held => held.Value.Length > 256);
    }

    [Theory]
    [InlineData("""{"preferred_username":"otto@example.net","name":"Otto"}""", "otto@example.net")]
    [InlineData("""{"preferred_username":" ","name":"Otto"}""", "Otto")]
    [InlineData("""{}""", "the-subject")]
    public void Name_IsTheFirstThatIsThere(string payload, string expected) =>
        Assert.Equal(expected, ProviderPerson.From(Token(payload), ["preferred_username", "name"], "roles", "groups").Name);

    [Theory]
    [InlineData("""{"_claim_names":{"groups":"src1"},"_claim_sources":{"src1":{"endpoint":"https://graph.example"}}}""", true)]
    [InlineData("""{"hasgroups":true}""", true)]
    [InlineData("""{"hasgroups":"true"}""", true)]
    [InlineData("""{"groups":["a"]}""", false)]
    [InlineData("""{"_claim_names":{"other":"src1"}}""", false)]
    public void Groups_LeftOut_AreNoticed(string payload, bool lacks) => Assert.Equal(lacks, ProviderPerson.LacksGroups(Token(payload)));

    [Fact]
    public void Subject_TooLongToBeKept_IsRefused() =>
        Assert.Throws<SignInException>(() => ProviderPerson.From(Token("{}", new string('s', 300)), [], "roles", "groups"));

    private static JsonWebToken Token(string payload, string subject = "the-subject") => new(
        """{"alg":"none"}""",
        $$"""{"iss":"https://login.example.com","sub":"{{subject}}"{{(payload == "{}" ? "" : ",")}}{{payload[1..]}}""");
}
