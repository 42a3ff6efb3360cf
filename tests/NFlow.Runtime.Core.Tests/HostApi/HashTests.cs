using System.Text;
using CsCheck;
using NFlow.Runtime.HostApi.Users;

namespace NFlow.Runtime.Tests.HostApi;

public sealed class HashTests
{
    private const string TwoBlocks = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";

    [TestCase("abc", "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23")]
    [TestCase(TwoBlocks, "3928e184fb8690f840da3988121d31be65cb9d3ef83ee6146feac861e19b563a")]
    [TestCase("", "c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a")]
    public void Sha512_256_OfTheStandardsVectors_IsTheStandardsDigest(string text, string digest) =>
        Assert.That(Convert.ToHexStringLower(Sha512Truncated.Hash256(Encoding.ASCII.GetBytes(text))), Is.EqualTo(digest));

    [TestCase("abc", "4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa")]
    [TestCase(TwoBlocks, "23fec5bb94d60b23308192640b0c453335d664734fe40e7268674af9")]
    public void Sha512_224_OfTheStandardsVectors_IsTheStandardsDigest(string text, string digest) =>
        Assert.That(Convert.ToHexStringLower(Sha512Truncated.Hash224(Encoding.ASCII.GetBytes(text))), Is.EqualTo(digest));


    [Test]
    public void Create_OfAPassword_FitsItAndNoOther()
    {
        var hash = PasswordHash.Create("pâss");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(hash, Has.Length.EqualTo(84).And.StartsWith("AQAAAAIAAYag"));
            Assert.That(PasswordHash.Verify(hash, "pâss"), Is.True);
            Assert.That(PasswordHash.Verify(hash, "pass"), Is.False);
        }
    }

    [Test]
    public void Verify_OfAnythingStored_NeverThrows() =>
        Gen.OneOf(Gen.String, Gen.Byte.Array[0, 100].Select(Convert.ToBase64String), Gen.Byte.Array[60, 70].Select(bytes => "AQAAAAIAAAAB" + Convert.ToBase64String(bytes)))
            .Sample(stored => !PasswordHash.Verify(stored, "x"), iter: 500);
}
