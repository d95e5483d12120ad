"""The word ear: likens a message to each topic by the words that the pack itself has for it. It only asks."""
