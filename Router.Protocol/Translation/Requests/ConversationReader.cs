using System.Globalization;
using System.Text.Json;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Reads messages into turns. Empty texts go (no provider takes them, and older gateways left them in histories), consecutive messages of a
/// role become one turn as they do at Anthropic, system messages stay in place or become reminders in the user's turn.
/// </summary>
internal static class ConversationReader
{
    /// <summary>Reads the messages.</summary>
    /// <param name="messages">The value of <c>messages</c>.</param>
    /// <param name="systemInPlace">Whether the provider takes system messages between the others.</param>
    /// <param name="conversation">The turns, when all can be translated.</param>
    /// <returns>The first problem; null when there is none.</returns>
    public static RequestProblem? Read(JsonElement messages, bool systemInPlace, out Conversation conversation)
    {
        conversation = new Conversation();
        int index = 0;
        foreach (JsonElement message in messages.Items)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"messages.{index}");
            TurnRole? role = message.Member("role"u8).Text switch
            {
                "user" => TurnRole.User,
                "assistant" => TurnRole.Assistant,
                "system" => TurnRole.System,
                _ => null,
            };
            if (role is null)
            {
                return new RequestProblem($"{path}.role", "Input should be user, assistant or system.");
            }

            JsonElement content = message.Member("content"u8);
            if (FileSources.Find(content, $"{path}.content") is { } problem)
            {
                return problem;
            }

            List<Block> blocks = ReadBlocks(content, role.Value, index++);
            ToolMentions.Collect(blocks, conversation);
            blocks.RemoveAll(block => block.Kind == BlockKind.ToolChange);
            Append(conversation.Turns, role.Value, blocks);
        }

        Settle(conversation, systemInPlace);
        return conversation.IsEmpty ? new RequestProblem("messages", "At least one message needs content that is not empty.") : null;
    }

    private static List<Block> ReadBlocks(JsonElement content, TurnRole role, int message)
    {
        List<Block> blocks = [];
        if (content.IsString && !content.IsBlank)
        {
            blocks.Add(new Block(BlockKind.Text, content, message));
        }

        foreach (JsonElement element in content.Items)
        {
            Block block = Block.Of(element, message);
            if (!IsEmpty(block, blocks, role))
            {
                blocks.Add(block);
            }
        }

        return blocks;
    }

    // Citations cut an answer into many text blocks; white space between two of them belongs to it.
    private static bool IsEmpty(Block block, List<Block> before, TurnRole role) =>
        role == TurnRole.Assistant && block.Kind == BlockKind.Text && before is [.., { Kind: BlockKind.Text }]
            ? block.Text.Escaped.IsEmpty
            : block.IsSilent && block.Kind != BlockKind.ToolChange;

    // Thinking alone is no message that a chat-completions provider takes; without it the turns around it may belong together.
    private static void Settle(Conversation conversation, bool systemInPlace)
    {
        List<Turn> read = [.. conversation.Turns];
        conversation.Turns.Clear();
        foreach (Turn turn in read.Where(turn => !turn.Blocks.TrueForAll(block => block.Kind is BlockKind.Thinking or BlockKind.RedactedThinking)))
        {
            if (turn.Role != TurnRole.System || (systemInPlace && conversation.Turns.Count > 0))
            {
                Append(conversation.Turns, turn.Role, turn.Blocks);
            }
            else if (conversation.Turns.Count == 0)
            {
                conversation.LeadingSystem.AddRange(turn.Blocks);
            }
            else
            {
                Append(conversation.Turns, TurnRole.User, [.. turn.Blocks.Select(AsReminder)]);
            }
        }
    }

    private static Block AsReminder(Block block) => block.Kind == BlockKind.Text ? block with { Kind = BlockKind.Reminder } : block;

    private static void Append(List<Turn> turns, TurnRole role, List<Block> blocks)
    {
        if (blocks.Count == 0)
        {
            return;
        }

        if (turns is not [.., { } last] || last.Role != role)
        {
            turns.Add(last = new Turn(role));
        }

        last.Blocks.AddRange(blocks);
    }
}
