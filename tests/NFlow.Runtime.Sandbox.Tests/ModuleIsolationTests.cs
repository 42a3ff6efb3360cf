namespace NFlow.Runtime.Sandbox.Tests;

/// <summary>What one run does to the modules of <c>require</c> and to the host's own objects, the next run of the same script does not see, whether or not its flow keeps an engine.</summary>
public sealed class ModuleIsolationTests
{
    [TestCase("require('util')")]
    [TestCase("require('crypto')")]
    [TestCase("require('querystring').parse")]
    [TestCase("require('url')")]
    [TestCase("require('path').posix")]
    [TestCase("require('console')")]
    [TestCase("require('util').types")]
    [TestCase("require")]
    [TestCase("crypto")]
    [TestCase("crypto.createHash")]
    [TestCase("Object.getPrototypeOf(require('crypto').createHash('md5'))")]
    [TestCase("URL")]
    [TestCase("URL.prototype")]
    [TestCase("URLSearchParams.prototype")]
    [TestCase("TextEncoder")]
    [TestCase("structuredClone")]
    [TestCase("c")]
    [TestCase("c.request")]
    [TestCase("c.response")]
    [TestCase("c.Request().header")]
    [TestCase("console")]
    [TestCase("uuid")]
    [TestCase("answer")]
    [TestCase("Object.getPrototypeOf(answer)")]
    [TestCase("payload.constructor")]
    [TestCase("[].constructor.prototype")]
    [TestCase("Math")]
    [TestCase("globalThis")]
    public async Task WhatARunLeaves_IsNotThereInTheNext(string holder)
    {
        string[] scripts =
        [
            $"const o = {holder}; answer(o.left ?? 'nothing'); o.left = 'left';",
            $"answer({holder}.left ?? 'nothing'); {holder}.left = 'left';",
            $"answer({holder}.left ?? 'nothing'); Object.assign([{holder}][0], {{ left: 'left' }});",
            $"answer({holder}['le' + 'ft'] ?? 'nothing'); (o => Reflect.set(o, 'left', 'left'))({holder});",
            $"function main() {{ const {{ o }} = {{ o: {holder} }}; answer(o.left ?? 'nothing'); o.left ??= 'left'; }}",
        ];
        await using var world = new ScriptWorld();
        foreach (var script in scripts)
        {
            world.Publish(script);
            for (var run = 0; run < 3; run++)
                Assert.That((await world.RunPublishedAsync(CancellationToken.None)).Body, Is.EqualTo("\"nothing\""), $"run {run} of {script}");
        }
    }
}
