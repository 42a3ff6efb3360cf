using CsCheck;
using NFlow.Runtime.AspNetCore.Requests;

namespace NFlow.Runtime.AspNetCore.Tests.Requests;

internal sealed class GoHeaderNameTests
{
    [TestCase("content-type", "Content-Type")]
    [TestCase("X-API-KEY", "X-Api-Key")]
    [TestCase("ETag", "Etag")]
    [TestCase("DNT", "Dnt")]
    [TestCase("WWW-Authenticate", "Www-Authenticate")]
    [TestCase("sec-ch-ua", "Sec-Ch-Ua")]
    [TestCase("Accept", "Accept")]
    [TestCase("with space", "with space")]
    [TestCase("-a", "-A")]
    [TestCase("", "")]
    public void Canonicalize_Name_IsWrittenAsGoWritesIt(string name, string expected) =>
        Assert.That(GoHeaderName.Canonicalize(name), Is.EqualTo(expected));

    [Test]
    public void Canonicalize_AnyName_IsStableAndKeepsItsLetters() =>
        Gen.String.Sample(name =>
        {
            var once = GoHeaderName.Canonicalize(name);
            return GoHeaderName.Canonicalize(once) == once && once.Equals(name, StringComparison.OrdinalIgnoreCase);
        });
}
